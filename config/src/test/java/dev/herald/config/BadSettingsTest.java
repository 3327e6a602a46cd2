package dev.herald.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each kind of wrong value, and the whole message it gives.
class BadSettingsTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "data: {}|1: data: a group of settings is not a single value; write it after the colon",
        "data: ''|1: data: '' is not a value; write one, or drop the key",
        "fetch: 5|1: fetch: '5' is not a group of settings; write key: value lines under it",
        "fetch: [a]|1: fetch: a list is not a group of settings; write key: value lines under it",
        "fetch: {delay: 15}|1: fetch.delay: '15' is not a duration; write 15s for seconds, or 15m"
            + " for minutes",
        "fetch: {delay: -1s}|1: fetch.delay: '-1s' is not a duration; write 10s, 15m, 24h or 7d",
        "fetch: {delay: soon}|1: fetch.delay: 'soon' is not a duration; write 10s, 15m, 24h or 7d",
        "fetch: {delay: PT-5S}|1: fetch.delay: 'PT-5S' is not a duration; write 10s, 15m, 24h or"
            + " 7d",
        "fetch: {call-timeout: 0s}|1: fetch.call-timeout: '0s' is not at least 1ms; the default is"
            + " 60s",
        "fetch: {max-body: 10}|1: fetch.max-body: '10' is not a size; write 10MiB",
        "fetch: {max-body: 10MB}|1: fetch.max-body: '10MB' is not a size; write 512KiB, 10MiB or"
            + " 2GiB",
        "fetch: {max-body: 0B}|1: fetch.max-body: '0B' is not at least 1KiB; the default is 10MiB",
        "fetch: {max-redirects: many}|1: fetch.max-redirects: 'many' is not a whole number; write"
            + " digits only",
        "fetch: {max-redirects: -1}|1: fetch.max-redirects: '-1' is not at least 0; the default is"
            + " 5",
        "fetch: {user-agent: ''}|1: fetch.user-agent: '' is not a value; write one, or drop the"
            + " key",
        "fetch: {user-agent: a b}|1: fetch.user-agent: 'a b' is not a product token; write Name or"
            + " Name/1.0; the contact is added by itself",
        "fetch: {contact: ''}|1: fetch.contact: '' is not a value; write one, or drop the key",
        "fetch: {contact: nobody}|1: fetch.contact: 'nobody' is not a contact; write a web page or"
            + " a mail address where a publisher reaches you",
        "fetch: {allow-addresses: [10.0.0.0/33]}|1: fetch.allow-addresses[0]: '10.0.0.0/33' is not"
            + " an address block; write 10.0.0.0/8",
        "fetch: {allow-addresses: [press.example]}|1: fetch.allow-addresses[0]: 'press.example' is"
            + " not an address block; write 10.0.0.0/8",
        "fetch: {resolve: {a: b}}|1: fetch.resolve.a: 'b' is not host:port; write host:9092",
        "fetch: {resolve: [a]}|1: fetch.resolve: a list is not a group of names; write name: value"
            + " lines under it",
        "kafka: {bootstrap-servers: ['a:99999']}|1: kafka.bootstrap-servers[0]: 'a:99999' is not"
            + " host:port; write host:9092",
        "kafka: {port: 0}|1: kafka.port: '0' is not at least 1; the default is 19092",
        "kafka: {port: 8080}|1: dashboard.port: '8080' is not free; kafka.port has it too; change"
            + " one",
        "crawler: {clustered: yes}|1: crawler.clustered: 'yes' is not true or false; write one of"
            + " the two",
        "crawler: {revisions: 3}|1: crawler.revisions: '3' is not a list; begin each entry with a"
            + " dash",
        "crawler: {revisions: [{every: 1h}]}|1: crawler.revisions[0].younger-than: the setting is"
            + " missing; add it",
        "crawler: {revisions: [{younger-than: 2h, every: 1h}, {younger-than: 1h, every: 1h}]}|1:"
            + " crawler.revisions: younger-than: 1h is not above the row before it; order the rows"
            + " by younger-than",
        "indexer: {alert-on: [edit]}|1: indexer.alert-on[0]: 'edit' is not one of published,"
            + " edited, reextracted, moved, withdrawn, restored, backfilled; did you mean edited?",
        "indexer: {incidents: {channels: [desk]}}|1: indexer.incidents.channels: 'desk' is not a"
            + " channel of herald.yaml; channels are log",
        "indexer: {retry-after: 2h}|1: indexer.max-retry-after: 1h is not at least"
            + " indexer.retry-after; raise it to 2h or more",
        "elasticsearch: {url: 'https://a:b@c'}|1: elasticsearch.url: 'https://a:b@c' is not a web"
            + " address; write https://host/path, without user and password",
        "elasticsearch: {user: a}|1: elasticsearch: the password is missing; give both user and"
            + " password, or neither",
        "elasticsearch: {api-key: plain}|1: elasticsearch.api-key: text in clear is not a reference"
            + " to a secret; write ${NAME} for an environment variable, or file:PATH",
        "elasticsearch: {api-key: '${UNSET}'}|1: elasticsearch.api-key: '${UNSET}' is not set in"
            + " the environment; export UNSET before the start",
        "elasticsearch: {api-key: 'file:nowhere'}|1: elasticsearch.api-key: 'file:nowhere' is not a"
            + " readable file; create it, or correct the path (NoSuchFileException)",
        "postgresql: {url: 'jdbc:mysql://a'}|1: postgresql.url: 'jdbc:mysql://a' is not a"
            + " PostgreSQL address; write jdbc:postgresql://host/database",
        "channels: {desk: {}}|1: channels.desk: a channel without a kind is not a channel; give it"
            + " exactly one of log, webhook and email; `log: {}` takes the defaults",
        "channels: {desk: {webhook: {}}}|1: channels.desk.webhook.url: the setting is missing; add"
            + " it",
        "channels: {desk: {webhook: {url: 'ftp://a'}}}|1: channels.desk.webhook.url: 'ftp://a' is"
            + " not a web address; write https://host/path, without user and password",
        "channels: {desk: {email: {host: a, from: b, to: [c@d]}}}|1: channels.desk.email.from: 'b'"
            + " is not a mail address; write desk@example.org",
        "channels: {desk: {email: {host: a, from: b@c, to: []}}}|1: channels.desk.email.to: an"
            + " empty list is not enough; name at least 1",
        "Fetch: {}|1: Fetch: 'Fetch' is not a setting here; did you mean fetch?",
        "fetch: {userAgent: a}|1: fetch.userAgent: 'userAgent' is not a setting here; did you mean"
            + " user-agent?",
        "sauces: {}|1: sauces: 'sauces' is not a setting here; settings here are data, kafka,"
            + " elasticsearch, postgresql, fetch, browser, crawler, evidence, indexer, dashboard,"
            + " channels",
        "? [a]|1: a list is not a key; write key: value",
        "[]|1: a list is not a group of settings; write key: value lines under it",
        "a: b: c|1: the text is not YAML; mapping values are not allowed here",
      })
  void aWrongSettingOfHeraldYaml(String yaml, String message) {
    assertThat(problems("herald.yaml", yaml)).containsExactly("herald.yaml:" + message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id: Az|1: id: 'Az' is not a short name; use a to z, 0 to 9 and single dashes, at most 64"
            + " letters",
        "institution:|2: institution: the setting is missing; add it, as in Milli Majlis",
        "country: az|3: country: 'az' is not a country; write a two-letter code such as TR, or INT",
        "country: ZZ|3: country: 'ZZ' is not a country; write a two-letter code such as TR, or INT",
        "languages: []|4: languages: an empty list is not enough; name at least 1",
        "languages: [english]|4: languages[0]: 'english' is not a language; write a tag such as en"
            + " or pt-BR",
        "languages: [qx]|4: languages[0]: 'qx' is not a language; write a tag such as en or pt-BR",
        "zone: Asia/Bakku|5: zone: 'Asia/Bakku' is not a time zone; did you mean Asia/Baku?",
        "zone: local|5: zone: 'local' is not a time zone; write a zone such as Asia/Baku",
        "homepage: www.meclis.example|6: homepage: 'www.meclis.example' is not a web address; write"
            + " https://host/path, without user and password",
        "homepage:|1: discovery: where statements are found is missing; add discovery, or a"
            + " homepage to find it from",
        "discovery: [{kind: rss, url: 'http://a'}]|7: discovery[0].kind: 'rss' is not one of feed,"
            + " sitemap, listing, json; write one of them",
        "discovery: [{kind: feed}]|7: discovery[0].url: the setting is missing; add it",
        "discovery: [{kind: feed, url: 'http://a', include: ['(']}]|7: discovery[0].include[0]: '('"
            + " is not a regular expression; position 2: unclosed group",
        "discovery: [{kind: json, url: 'http://a'}]|7: discovery[0]: the group is not consistent;"
            + " kind json goes with json.items and json.link; give both or neither",
        "discovery: [{kind: json, url: 'http://a', json: {items: '$[', link: '$.a'}}]|7:"
            + " discovery[0].json.items: '$[' is not a JSONPath; write a path such as $.results[*]",
        "discovery: [{kind: listing, url: 'http://a', max-pages: 0}]|7: discovery[0].max-pages: '0'"
            + " is not at least 1; the default is 5",
        "selectors: {published-formats: [bb]}|7: selectors.published-formats[0]: 'bb' is not a date"
            + " pattern; Unknown pattern letter: b; write a pattern such as d MMMM uuuu HH:mm",
        "selectors: {body: 'div['}|7: selectors.body: 'div[' is not a selector; did not find"
            + " balanced marker at ''",
        "selectors: {title: [h1, 'xpath://h1[']}|7: selectors.title[1]: 'xpath://h1[' is not a"
            + " selector; a location path was expected, but the end of the XPath expression was"
            + " found instead",
        "selectors: {body: 'from h1 to p:nope'}|7: selectors.body: 'from h1 to p:nope' is not a"
            + " selector; could not parse query 'p:nope': unexpected token at ''",
        "selectors: {titel: h1}|7: selectors.titel: 'titel' is not a setting here; did you mean"
            + " title?",
        "discovery: [{kind: listing, url: 'http://a', links: 'from a to b'}]|7: discovery[0].links:"
            + " 'from a to b' is not a CSS selector; write CSS such as .news-list h3 a",
        "selector-versions: [{valid-until: 2024-06-01, selectors: {body: .a}}, {valid-from:"
            + " 2024-05-31}]|7: selector-versions[1]: the window 'since 2024-05-31' is not apart"
            + " from 'until 2024-06-01'; end one on the day the other begins",
        "selector-versions: [{valid-from: 2024-06-01, valid-until: 2024-06-01}]|7:"
            + " selector-versions[0]: the group is not consistent; valid-from comes before"
            + " valid-until; swap or move one",
        "selector-versions: [{valid-from: 2024-06-01, selectors: {body: 'p['}}]|7:"
            + " selector-versions[0].selectors.body: 'p[' is not a selector; did not find balanced"
            + " marker at ''",
        "translations: {english: /en/}|7: translations.english: 'english' is not a language; write"
            + " a tag such as en or pt-BR",
        "schedule: {every: 15}|7: schedule.every: '15' is not a duration; write 15s for seconds, or"
            + " 15m for minutes",
        "schedule: {every: 0s}|7: schedule.every: '0s' is not at least 1s; the default is 15m",
        "schedule: {jitter: 2}|7: schedule.jitter: '2' is not at most 1; the default is 0.1",
        "schedule: {jitter: NaN}|7: schedule.jitter: 'NaN' is not a number; write 0.1",
        "schedule: {every: 5m, cron: 0 * * * * ?}|7: schedule.cron: schedule.cron beside"
            + " schedule.every is not a schedule; keep one of the two",
        "verified: {date: 19.3.2026, basis: The feed answered.}|7: verified.date: '19.3.2026' is"
            + " not a date; write year, month and day, as in 2026-03-19",
        "verified: {date: 2026-03-19}|7: verified.basis: the setting is missing; add it, as in The"
            + " feed answered and listed that day's releases.",
        "recess: [august]|7: recess[0]: 'august' is not a span of the year; write its first and"
            + " last day as month and day, as in 08-01..08-31",
        "recess: [08-01..08-32]|7: recess[0]: '08-01..08-32' is not a span of the year; write its"
            + " first and last day as month and day, as in 08-01..08-31",
        "allow-empty: {until: 2026-09-30}|7: allow-empty.reason: the setting is missing; add it, as"
            + " in The archive moves to the new site.",
        "extends: ministries|7: extends: 'ministries' is not a family; there is none yet; write"
            + " sources/families/ministries.yaml",
        "enabled: 'on'|7: enabled: 'on' is not true or false; write one of the two",
        "institution: \"a\\n"
            + "b\"|2: institution: 'a\ufffdb' is not one line of text; write at most 200 characters"
            + " without a line break",
        "type: a\\u0007|7: type: 'a\ufffd' is not text without control characters; remove what"
            + " cannot be seen",
      })
  void aWrongSettingOfASource(String line, String message) {
    String key = line.substring(0, line.indexOf(':') + 1);
    String yaml =
        ConfigLoaderTest.SOURCE.contains(key + " ")
            ? ConfigLoaderTest.SOURCE.replaceAll("(?m)^" + key + " .*$", line.replace("\\", "\\\\"))
            : ConfigLoaderTest.SOURCE + line.replace("a\\u0007", "\"a\\u0007\"");

    assertThat(problems("sources/a.yaml", yaml)).containsExactly("sources/a.yaml:" + message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{id: r, name: R, query: 'tax AND'}|1: query: 'tax AND' is not a query; position 8: the"
            + " query ends where a word is expected; add the word, or drop what precedes it",
        "{id: r, name: R, query: 'boilerplate:tax'}|1: query: 'boilerplate:tax' is not a query;"
            + " position 1: boilerplate stands on every page of a source and never alerts; drop"
            + " boilerplate: from the rule; it works in a search",
        "{id: r, name: R, query: tax, channels: [lok]}|1: channels: 'lok' is not a channel of"
            + " herald.yaml; did you mean log?",
        "{id: r, name: R, query: tax, channels: [night-desk]}|1: channels: 'night-desk' is not a"
            + " channel of herald.yaml; channels are log",
        "[{id: r, name: R, query: tax}, {id: r, name: S, query: vat}]|1: [1].id: 'r' is not unique;"
            + " rules/a.yaml:1 has it too; rename one",
        "{id: r, id: s, name: R, query: tax}|1: id: 'id' is not unique; line 1 has it too; keep"
            + " one",
        "{id: r, name: R}|1: query: the setting is missing; add it, as in '\"interest rate\" AND"
            + " country:TR'",
        "just text|1: 'just text' is not a group of settings; write key: value lines under it",
      })
  void aWrongSettingOfARule(String yaml, String message) {
    assertThat(problems("rules/a.yaml", yaml)).containsExactly("rules/a.yaml:" + message);
  }

  private List<String> problems(String name, String yaml) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    ConfigException e =
        catchThrowableOfType(
            ConfigException.class,
            () -> ConfigLoader.load(folder, Map.of(), _ -> Optional.empty()));
    assertThat(e).as("a problem with %s", yaml).isNotNull();
    return e.problems().stream().map(Problem::toString).toList();
  }
}
