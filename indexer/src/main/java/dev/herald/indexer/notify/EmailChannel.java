package dev.herald.indexer.notify;

import dev.herald.config.HeraldConfig;
import dev.herald.config.rule.Tier;
import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends each delivery by SMTP, as plain text and HTML.
final class EmailChannel implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);
  private static final int MAX_SUBJECT_CHARS = 180;
  private static final Pattern NOT_OF_A_LINE =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  /// Greeting, EHLO, MAIL, DATA and the end of the text; RCPT comes once for each recipient.
  private static final int ANSWERS = 5;

  private final HeraldConfig.Email settings;
  private final Session session;

  EmailChannel(HeraldConfig.Email settings) {
    this.settings = settings;
    Properties properties = new Properties();
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.connectiontimeout", millis(CONNECT_LIMIT));
    properties.put("mail.smtp.timeout", millis(ANSWER_LIMIT));
    properties.put("mail.smtp.writetimeout", millis(ANSWER_LIMIT));
    properties.put("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
    switch (settings.encryption()) {
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
      }
      case TLS -> {
        properties.put("mail.smtp.ssl.enable", "true");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
      }
      case NONE -> properties.put("mail.smtp.starttls.enable", "false");
    }
    this.session = Session.getInstance(properties, authenticator(settings));
  }

  private static String millis(Duration limit) {
    return Long.toString(limit.toMillis());
  }

  @Override
  public Duration longest() {
    return CONNECT_LIMIT.plus(ANSWER_LIMIT.multipliedBy(ANSWERS + settings.to().size()));
  }

  @Override
  public Outcome send(Alert alert) {
    return send(
        new Mail(
            alert.deliveryId(),
            "%s%s: %s".formatted(mark(alert.tier()), alert.ruleName(), alert.title()),
            alert.matchedAt(),
            AlertText.plain(alert),
            AlertText.html(alert),
            alert.tier()));
  }

  @Override
  public Outcome send(Digest digest) {
    return send(
        new Mail(
            digest.deliveryId(),
            DigestText.subject(digest),
            digest.until(),
            DigestText.plain(digest),
            DigestText.html(digest),
            Optional.empty()));
  }

  private static String mark(Optional<Tier> tier) {
    return tier.filter(Tier.URGENT::equals).isPresent() ? "[urgent] " : "";
  }

  /// What a mail says.
  private record Mail(
      String deliveryId,
      String subject,
      Instant at,
      String plain,
      String html,
      Optional<Tier> tier) {}

  private Outcome send(Mail mail) {
    try {
      MimeMessage message = message(mail);
      send(message, message.getAllRecipients());
      return new Outcome.Delivered();
    } catch (SendFailedException e) {
      boolean nobody =
          e.getValidUnsentAddresses() == null || e.getValidUnsentAddresses().length == 0;
      String reason = "%s refuses: %s".formatted(settings.host(), e.getMessage());
      return nobody && e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0
          ? new Outcome.GiveUp(reason)
          : new Outcome.Retry(reason, Optional.empty());
    } catch (MessagingException e) {
      return new Outcome.Retry(
          "%s: %s".formatted(settings.host(), e.getMessage()), Optional.empty());
    }
  }

  /// Sends to all whom the server takes: one address that is dead keeps nobody else's mail back.
  private void send(MimeMessage message, Address[] to) throws MessagingException {
    try {
      Transport.send(message, to);
    } catch (SendFailedException e) {
      Address[] refused = e.getInvalidAddresses();
      Address[] left = e.getValidUnsentAddresses();
      if (refused == null || refused.length == 0 || left == null || left.length == 0) throw e;
      LOG.warn(
          "addresses refused host={} to={} reason={}",
          settings.host(),
          Arrays.toString(refused),
          e.getMessage());
      Transport.send(message, left);
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    MimeMessage message = new AlertMessage(session, mail.deliveryId());
    message.setFrom(new InternetAddress(settings.from()));
    for (String to : settings.to())
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(oneLine(mail.subject()), "UTF-8");
    message.setSentDate(Date.from(mail.at()));
    message.setHeader("Herald-Delivery", mail.deliveryId());
    message.setHeader("Auto-Submitted", "auto-generated");
    // RFC 2156, section 5.3.4.
    switch (mail.tier().orElse(Tier.NORMAL)) {
      case URGENT -> message.setHeader("Importance", "high");
      case BACKGROUND -> message.setHeader("Importance", "low");
      case NORMAL -> {}
    }
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.plain(), "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setContent(mail.html(), "text/html; charset=UTF-8");
    message.setContent(new MimeMultipart("alternative", text, html));
    return message;
  }

  /// One line that reads as written: a line break in a title must not become a header, nor may a
  /// sign that turns the direction of writing turn the names before it.
  private static String oneLine(String text) {
    String subject = NOT_OF_A_LINE.matcher(text).replaceAll(" ");
    if (subject.length() <= MAX_SUBJECT_CHARS) return subject;
    int end = MAX_SUBJECT_CHARS - 1;
    return subject.substring(0, Character.isHighSurrogate(subject.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  /// Keeps the delivery's id as its own when it is saved, so that a repeat is known as one.
  private static final class AlertMessage extends MimeMessage {
    private final String deliveryId;

    AlertMessage(Session session, String deliveryId) {
      super(session);
      this.deliveryId = deliveryId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<%s@herald>".formatted(deliveryId));
    }
  }

  private static @org.jspecify.annotations.Nullable Authenticator authenticator(
      HeraldConfig.Email settings) {
    if (settings.user().isEmpty()) return null;
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(
            settings.user().get(), settings.password().map(p -> p.value()).orElse(""));
      }
    };
  }
}
