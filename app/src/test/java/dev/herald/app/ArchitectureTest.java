package dev.herald.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/// Holds the walls: who may import whom, and no cycles between features.
@AnalyzeClasses(packages = "dev.herald", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule CONFIG_IMPORTS_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage("dev.herald.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.herald.crawler..",
              "dev.herald.indexer..",
              "dev.herald.dashboard..",
              "dev.herald.app..");

  @ArchTest
  static final ArchRule CRAWLER_IMPORTS_CONFIG_ALONE =
      noClasses()
          .that()
          .resideInAPackage("dev.herald.crawler..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.herald.indexer..", "dev.herald.dashboard..", "dev.herald.app..");

  @ArchTest
  static final ArchRule INDEXER_IMPORTS_CONFIG_ALONE =
      noClasses()
          .that()
          .resideInAPackage("dev.herald.indexer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.herald.crawler..", "dev.herald.dashboard..", "dev.herald.app..");

  @ArchTest
  static final ArchRule DASHBOARD_IMPORTS_THE_READ_SIDE_ALONE =
      noClasses()
          .that()
          .resideInAPackage("dev.herald.dashboard..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.herald.crawler..")
                  .or(resideInAPackage("dev.herald.app.."))
                  .or(
                      resideInAPackage("dev.herald.indexer..")
                          .and(
                              com.tngtech.archunit.base.DescribedPredicate.not(
                                  resideInAPackage("dev.herald.indexer.read..")))));

  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_CONFIG_PACKAGES =
      slices().matching("dev.herald.config.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_CRAWLER_FEATURES =
      slices().matching("dev.herald.crawler.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_INDEXER_FEATURES =
      slices().matching("dev.herald.indexer.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_DASHBOARD_FEATURES =
      slices().matching("dev.herald.dashboard.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_JAVA_NET_URL_FOR_IDENTITY_OR_SAFETY =
      noClasses()
          .that()
          .resideInAPackage("dev.herald.crawler..")
          .and()
          .doNotHaveSimpleName("SitemapReader")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.URL")
          .because(
              "it reads another host than browsers do in hard cases; crawler-commons asks for one");

  @ArchTest
  static final ArchRule EVERY_PACKAGE_SAYS_WHERE_NULL_IS =
      classes()
          .that()
          .resideInAPackage("dev.herald..")
          .and()
          .haveSimpleName("package-info")
          .should()
          .beAnnotatedWith(NullMarked.class);
}
