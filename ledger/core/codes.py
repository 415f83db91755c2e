"""Every finding's code, slug, default severity and summary. A number is never reused."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """One row of the table: ``summary`` says in one sentence what the finding finds."""

    code: str
    slug: str
    severity: str
    summary: str


_ROWS = (
    # 1xx: unreadable
    ("LED101", "not-yaml", "error", "The text is not YAML."),
    ("LED102", "not-utf-8", "error", "The file is not UTF-8 text."),
    ("LED103", "duplicate-key", "error", "The same key stands twice in one block."),
    ("LED104", "alias-or-anchor", "error", "YAML anchors and aliases are not used in a ledger."),
    ("LED105", "tag-or-directive", "error", "YAML tags and directives are not used in a ledger."),
    ("LED106", "several-documents", "error", "One file holds one document."),
    ("LED107", "control-character", "error", "A control or direction-changing character hides in the text."),
    ("LED108", "tab", "error", "A tab stands in the text; YAML wants spaces."),
    ("LED109", "too-large", "error", "The file is larger or deeper than a case can be."),
    ("LED110", "merge-key", "error", "YAML merge keys are not used in a ledger."),
    ("LED111", "empty-file", "error", "The file holds nothing."),
    ("LED112", "not-a-mapping", "error", "The file does not consist of keys and values."),
    ("LED113", "swallowed-comment", "warning", "A # in the middle of a value cuts it short."),
    ("LED114", "odd-key", "error", "A key is not plain ASCII text."),
    ("LED115", "conflict-markers", "error", "Two versions of the file were joined and left undecided."),
    ("LED116", "link", "error", "The file is a link, or lies behind one that leaves the ledger."),
    ("LED120", "not-a-table", "error", "A spreadsheet or CSV file cannot be read as one table."),
    ("LED121", "formula-or-error", "error", "A cell holds an error, or a formula whose result was not saved."),
    ("LED122", "read-as-windows-text", "note", "A CSV file is not UTF-8 and was read as Windows text."),
    # 2xx: schema
    ("LED201", "unknown-key", "error", "The format has no such key."),
    ("LED202", "missing-key", "error", "A required key is missing."),
    ("LED203", "not-a-date", "error", "The value is not a day of the calendar."),
    ("LED204", "not-an-amount", "error", "The value is not an amount in dollars and cents."),
    ("LED205", "not-a-choice", "error", "The value is not one of the words the format knows."),
    ("LED206", "wrong-shape", "error", "A list, a block or a single value stands where another belongs."),
    ("LED207", "not-a-number", "error", "The value is not a number, or outside its range."),
    ("LED208", "not-in-form", "error", "The text does not have the form this key asks for."),
    ("LED209", "not-yes-or-no", "error", "The value is neither true nor false."),
    ("LED220", "missing-column", "error", "A table lacks a column that its claims need."),
    ("LED221", "digits-cut", "error", "A spreadsheet has rounded, shortened or changed a number."),
    ("LED222", "unclear-heading", "error", "A heading stands twice, or may mean two things."),
    ("LED223", "not-read", "warning", "A column or row of a table was not read."),
    ("LED224", "total-differs", "error", "A total in a table differs from its rows."),
    ("LED225", "typed-as-number", "warning", "Claim numbers are typed as numbers, which keep no leading zeros."),
    ("LED226", "rows-differ", "error", "The rows of one claim or one letter contradict each other."),
    # 3xx: facts that contradict
    ("LED301", "id-and-file-name", "error", "The id in the file differs from the file's name."),
    ("LED302", "unknown-payer", "error", "No payer file has this name."),
    ("LED303", "unknown-document", "error", "A text or field names a document that is not listed."),
    ("LED304", "received-before-dated", "error", "A paper was received before it was dated."),
    ("LED305", "days-out-of-order", "error", "Two days of one act stand in the wrong order."),
    ("LED306", "lines-and-amount", "warning", "The lines do not add up to the amount demanded."),
    ("LED307", "repay-above-demanded", "error", "More is to be repaid than was demanded on a line."),
    ("LED308", "demanded-above-paid", "warning", "More is demanded than was paid on a line."),
    (
        "LED309",
        "difference-and-demanded",
        "warning",
        "Paid less what should have been paid is not the amount demanded.",
    ),
    ("LED310", "unknown-claim", "error", "A field names a claim that is not in the case."),
    ("LED311", "twin-entries", "error", "Two entries cannot be told apart."),
    ("LED312", "day-in-the-future", "error", "Something is said to have happened on a day that has not come."),
    ("LED313", "sent-without-proof", "warning", "A sending lacks its method or its proof."),
    ("LED314", "reference-on-file", "warning", "Another case carries the same reference."),
    ("LED315", "claim-on-file", "warning", "Another case holds the same claim line."),
    ("LED316", "unknown-person", "warning", "Nobody in ledger.yaml has this handle."),
    ("LED317", "split-and-amount", "error", "The amounts by claim do not add up to the entry's amount."),
    ("LED318", "page-beyond-document", "warning", "A citation names a page the document does not have."),
    ("LED319", "unknown-correction", "error", "An entry corrects or retracts something that is not there."),
    ("LED320", "wrong-month-folder", "warning", "The case does not lie in the folder of its month."),
    ("LED321", "unknown-reference", "error", "A field names something that is not in the case or the ledger."),
    ("LED322", "choice-and-fields", "error", "Two fields of one entry do not go together."),
    ("LED323", "corrected-twice", "warning", "Two entries correct the same earlier one."),
    ("LED324", "related-one-way", "warning", "A case names another that does not name it back."),
    ("LED325", "claim-of-two-patients", "error", "One claim number stands under two patients."),
    # 4xx: deadlines
    ("LED401", "no-date", "warning", "A deadline has no computable day."),
    ("LED402", "moved-without-proof", "error", "An unanswered day moves later and no document is named."),
    ("LED403", "overdue", "error", "A deadline that keeps the appeal is past every reading and unanswered."),
    ("LED404", "past-the-safe-day", "warning", "The safe day of a deadline is past; a later reading may be arguable."),
    ("LED405", "law-unknown", "warning", "It is not known which law governs some claims."),
    ("LED406", "unknown-deadline", "error", "No regime of this case has a deadline of this name."),
    # 5xx: rules
    ("LED501", "unknown-regime", "error", "The ledger holds no rules of this name."),
    ("LED502", "value-not-published", "warning", "A value was not published for this year."),
    ("LED503", "no-rule-yet", "warning", "No version of the rule was in force on that day."),
    ("LED504", "bad-rule", "error", "A rule file contradicts itself."),
    ("LED505", "patch-does-not-fit", "error", "A patch replaces something that is no longer there, or two differ."),
    ("LED506", "rule-not-read-lately", "warning", "Nobody has read the text of a rule for a year."),
    # 6xx: letters and evidence
    ("LED601", "element-missing", "error", "A letter lacks something its rule asks for."),
    ("LED602", "document-changed", "error", "A document differs from its recorded hash."),
    ("LED603", "document-not-here", "note", "A document is not on this computer."),
    ("LED604", "two-names", "error", "One patient key has two names."),
    ("LED605", "letter-not-made", "error", "The letter's template could not be rendered."),
    ("LED606", "mixed-law", "error", "One letter would mix claims under different law."),
    ("LED607", "words-to-question", "warning", "A text holds words that lawyers would question."),
    (
        "LED608",
        "not-for-this-letter",
        "error",
        "A letter carries what does not belong in it, or goes to the wrong place.",
    ),
    ("LED609", "counsel-first", "error", "A letter waits for counsel."),
    # 7xx: git, audit, privacy
    ("LED701", "entry-changed", "error", "A saved entry was changed or removed."),
    ("LED702", "case-removed", "error", "A case file was removed or renamed."),
    ("LED703", "not-a-plain-file", "error", "Only plain files belong under cases/."),
    ("LED704", "hidden-repository", "error", "A folder in the ledger looks like a repository."),
    ("LED705", "outside-the-ledger", "error", "A file is none of a ledger's."),
    ("LED706", "runnable-file", "error", "A file of the ledger may be run as a program."),
    ("LED707", "time-of-saving", "error", "A change bears a time of saving that cannot be."),
    ("LED708", "signature", "error", "A change is not signed as this ledger demands."),
    ("LED709", "file-removed", "error", "A file that cases stand on was removed."),
    ("LED710", "name-in-ledger", "error", "A patient's name stands outside the private folder."),
    ("LED711", "social-security-number", "error", "A social security number stands outside the private folder."),
    ("LED712", "medicare-number", "error", "A Medicare number stands outside the private folder."),
    ("LED713", "birth-date", "warning", "A birth date stands outside the private folder."),
    ("LED720", "entry-put-back", "error", "One of two versions had changed a saved entry; joining them put it back."),
    ("LED730", "shared-past-rewritten", "error", "What was shared is no longer part of the history."),
    ("LED740", "entry-changed-earlier", "error", "A saved entry was changed or removed in an earlier save."),
    ("LED741", "side-thrown-away", "error", "A joining of two lines of work kept nothing of one of them."),
    ("LED742", "case-removed-earlier", "error", "A case file was removed or renamed in an earlier save."),
    ("LED743", "history-rewritten", "error", "What was sealed or audited is no longer part of the history."),
    ("LED744", "history-pretended", "error", "This copy shows other saves in place of its own."),
    ("LED745", "letter-not-made-again", "warning", "A letter made again from its inputs differs from the one kept."),
    ("LED746", "time-contradicted", "warning", "The times of a save cannot all be true."),
    ("LED747", "stamp-contradicted", "warning", "An entry's stamp does not fit the saves around it."),
    ("LED748", "not-on-the-team", "warning", "Somebody acted or saved who was not on the team that day."),
    ("LED749", "shared-sign-in", "warning", "Several people use one sign-in."),
    ("LED750", "unknown-sign-in", "warning", "A save was made under an e-mail that nobody has."),
    ("LED751", "signature-missing", "error", "A save lacks the signature that the ledger demands."),
    ("LED752", "seal-changed", "error", "A seal is gone, or is another one than the one kept."),
    ("LED753", "checks-passed-by", "warning", "A save was made that the checks would have stopped."),
    ("LED754", "move-not-shown", "warning", "A save says that it moved a date, and the versions do not show it."),
    ("LED755", "copies-differ", "warning", "Two copies each hold saves that the other does not."),
    ("LED756", "people-changed", "warning", "Somebody was taken out of the people, or a last day was moved."),
    ("LED757", "late-or-for-another", "note", "An entry was recorded late, or typed by another than who acted."),
    # 8xx: money and remittances
    ("LED801", "more-than-demanded", "warning", "More was taken or paid than was demanded."),
)

CODES: dict[str, Code] = {row[0]: Code(*row) for row in _ROWS}
