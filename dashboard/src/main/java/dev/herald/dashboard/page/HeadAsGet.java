package dev.herald.dashboard.page;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/// Answers HEAD with the status and headers that GET has (RFC 9110, section 9.3.2), where Javalin
/// alone answers 200 without looking. The server leaves the body out.
public final class HeadAsGet implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean head =
        request instanceof HttpServletRequest asked
            && asked.getMethod().equals("HEAD")
            // A live stream never ends.
            && !asked.getRequestURI().equals("/live");
    chain.doFilter(head ? new Get((HttpServletRequest) request) : request, response);
  }

  private static final class Get extends HttpServletRequestWrapper {
    Get(HttpServletRequest head) {
      super(head);
    }

    @Override
    public String getMethod() {
      return "GET";
    }
  }
}
