package dev.herald.crawler.evidence;

import dev.herald.config.message.Hashes;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;
import org.bouncycastle.util.encoders.Hex;

/// What a time-stamp says (RFC 3161).
///
/// @param at when the authority had the data before it
/// @param authority the name on the certificate that signed; whether to trust it is the reader's
///   matter
record Timestamp(Instant at, String authority) {
  /// Reads an authority's answer and checks that it stamps these bytes.
  ///
  /// @throws IOException if it does not, or its signature is wrong
  static Timestamp read(byte[] answer, byte[] data) throws IOException {
    try {
      TimeStampToken token = new TimeStampResponse(answer).getTimeStampToken();
      if (token == null) throw new IOException("the authority gave no time-stamp");
      var info = token.getTimeStampInfo();
      boolean sha256 = info.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256);
      if (!sha256 || !Hex.toHexString(info.getMessageImprintDigest()).equals(Hashes.sha256(data)))
        throw new IOException("the time-stamp is of other bytes");
      X509CertificateHolder signer = signer(token);
      // Checks the purpose of the certificate, its validity then, and the signature.
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
      return new Timestamp(info.getGenTime().toInstant(), signer.getSubject().toString());
    } catch (TSPException | OperatorCreationException | RuntimeException e) {
      throw new IOException("the time-stamp does not hold: " + e.getMessage(), e);
    } catch (java.security.cert.CertificateException e) {
      throw new IOException("the authority's certificate cannot be read", e);
    }
  }

  private static X509CertificateHolder signer(TimeStampToken token) throws IOException {
    @SuppressWarnings("unchecked") // the id selects certificates, but is typed without saying so
    Selector<X509CertificateHolder> id = (Selector<X509CertificateHolder>) token.getSID();
    Collection<X509CertificateHolder> found = token.getCertificates().getMatches(id);
    if (found.isEmpty()) throw new IOException("the time-stamp brings no certificate");
    return found.iterator().next();
  }
}
