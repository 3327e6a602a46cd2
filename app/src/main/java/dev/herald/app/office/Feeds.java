package dev.herald.app.office;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.MessageCodec;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// The feed of one site, as its kind says.
final class Feeds {
  private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final DateTimeFormatter RSS_TIME =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

  private final Room room;
  private final int listed;

  Feeds(Room room, int listed) {
    this.room = room;
    this.listed = listed;
  }

  /// The document.
  String write(Site.FeedKind kind) {
    List<Shown> items = room.listed(room.site().mainLanguage(), 0, listed);
    try {
      return switch (kind) {
        case RSS_FULL -> rss(items, true);
        case RSS_SUMMARY -> rss(items, false);
        case ATOM -> atom(items);
        case JSON -> json(items);
      };
    } catch (XMLStreamException e) {
      throw new IllegalStateException("feed of " + room.base(), e);
    }
  }

  static String contentType(Site.FeedKind kind) {
    return switch (kind) {
      case RSS_FULL, RSS_SUMMARY -> "application/rss+xml";
      case ATOM -> "application/atom+xml";
      case JSON -> "application/feed+json";
    };
  }

  private String name() {
    return room.site().text(room.site().mainLanguage(), "name");
  }

  private String rss(List<Shown> items, boolean full) throws XMLStreamException {
    var text = new StringWriter();
    XMLStreamWriter xml = start(text);
    xml.writeStartElement("rss");
    xml.writeAttribute("version", "2.0");
    xml.writeNamespace("content", CONTENT);
    xml.writeStartElement("channel");
    element(xml, "title", name());
    element(xml, "link", room.base() + "/");
    element(xml, "description", name());
    element(xml, "language", room.site().mainLanguage());
    for (Shown item : items) {
      xml.writeStartElement("item");
      element(xml, "title", item.title());
      element(xml, "link", item.url());
      xml.writeStartElement("guid");
      xml.writeAttribute("isPermaLink", "false");
      xml.writeCharacters(room.site().id() + "-" + item.publication().number());
      xml.writeEndElement();
      element(xml, "pubDate", RSS_TIME.format(item.at()));
      element(xml, "description", full ? item.summary() : shorten(item.summary()));
      if (full) {
        xml.writeStartElement("content", "encoded", CONTENT);
        xml.writeCData(Pages.body(item.content().paragraphs(), Site.Markup.P));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return text.toString();
  }

  private String atom(List<Shown> items) throws XMLStreamException {
    var text = new StringWriter();
    XMLStreamWriter xml = start(text);
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    xml.writeAttribute("xml:lang", room.site().mainLanguage());
    element(xml, "id", room.base() + "/");
    element(xml, "title", name());
    element(xml, "updated", items.isEmpty() ? "1970-01-01T00:00:00Z" : time(items.getFirst()));
    for (Shown item : items) {
      xml.writeStartElement("entry");
      element(
          xml, "id", "tag:%s,2026:%d".formatted(room.site().host(), item.publication().number()));
      element(xml, "title", item.title());
      xml.writeEmptyElement("link");
      xml.writeAttribute("rel", "alternate");
      xml.writeAttribute("href", item.url());
      element(xml, "published", time(item));
      element(xml, "updated", time(item));
      element(xml, "summary", shorten(item.summary()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return text.toString();
  }

  private String json(List<Shown> items) {
    ObjectNode feed = MessageCodec.mapper().createObjectNode();
    feed.put("version", "https://jsonfeed.org/version/1.1");
    feed.put("title", name());
    feed.put("home_page_url", room.base() + "/");
    feed.put("language", room.site().mainLanguage());
    ArrayNode list = feed.putArray("items");
    for (Shown item : items)
      list.addObject()
          .put("id", item.url())
          .put("url", item.url())
          .put("title", item.title())
          .put("summary", shorten(item.summary()))
          .put("date_published", time(item));
    return feed.toString();
  }

  private XMLStreamWriter start(StringWriter text) throws XMLStreamException {
    XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    text.write("<?xml version=\"1.0\" encoding=\"%s\"?>\n".formatted(room.site().charsetLabel()));
    return xml;
  }

  private static String time(Shown item) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(item.at());
  }

  private static void element(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(value);
    xml.writeEndElement();
  }

  private static String shorten(String text) {
    int end = text.lastIndexOf(' ', 160);
    return text.length() <= 160 ? text : text.substring(0, end > 0 ? end : 80) + " …";
  }
}
