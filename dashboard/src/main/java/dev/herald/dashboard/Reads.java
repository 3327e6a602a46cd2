package dev.herald.dashboard;

import dev.herald.indexer.read.Crawls;
import dev.herald.indexer.read.Events;
import dev.herald.indexer.read.Judgements;
import dev.herald.indexer.read.Ledger;
import dev.herald.indexer.read.Matches;
import dev.herald.indexer.read.Recent;
import dev.herald.indexer.read.RuleBook;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.Statements;

/// Everything the dashboard reads.
public record Reads(
    Search search,
    Statements statements,
    Crawls crawls,
    Matches matches,
    RuleBook rules,
    Judgements judgements,
    Recent recent,
    Events events,
    Ledger ledger) {}
