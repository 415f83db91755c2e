"""The commands by name: where each one lives, under which heading help lists it, and an example."""

from __future__ import annotations

from typing import NamedTuple

BEGIN = "Begin"
TAKE_IN = "Take in what arrives"
WORK = "Do the work"
SEE = "See where things stand"
BY_HAND = "Work in the files"


class Entry(NamedTuple):
    """One command. ``writes``: it takes ``--dry-run`` and ``--no-commit``; ``hidden``: for hooks and scripts."""

    module: str
    group: str
    help: str
    example: str
    writes: bool = False
    hidden: bool = False


COMMANDS: dict[str, Entry] = {
    "init": Entry("init", BEGIN, "Make a new ledger with its first saved state.", "recoup init bluestem-ledger"),
    "join": Entry("join", BEGIN, "Get your team's ledger onto this computer, ready to use.", "recoup join ADDRESS"),
    "setup": Entry("setup", BEGIN, "Set up what a copy of a ledger cannot carry along.", "recoup setup"),
    "demo": Entry("demo", BEGIN, "Walk through the main job in a sample ledger.", "recoup demo"),
    "payer": Entry(
        "payer", BEGIN, "Add, list or show payers.", "recoup payer add lone-star-health --name 'Lone Star Health'"
    ),
    "new": Entry(
        "new",
        TAKE_IN,
        "Take in a demand letter as a new case.",
        "recoup new --payer lone-star-health --dated-on 3/2/2026 --amount '$1,482.60'",
        writes=True,
    ),
    "receive": Entry(
        "receive",
        TAKE_IN,
        "Take in any later paper of the payer: document, notice, clock.",
        "recoup receive 7K4Q second.pdf --kind second_notice --dated-on 3/9/2026",
        writes=True,
    ),
    "attach": Entry(
        "attach",
        TAKE_IN,
        "Keep a document in the private folder and note it in the case.",
        "recoup attach 7K4Q chart.pdf --kind medical_record",
        writes=True,
    ),
    "patient": Entry("patient", TAKE_IN, "Add patients to the private folder.", "recoup patient add P-1042"),
    "checked": Entry(
        "checked", TAKE_IN, "Note that a place where demands arrive was looked at.", "recoup checked mail", writes=True
    ),
    "log": Entry(
        "log",
        WORK,
        "Note a call, a message or anything said about a case.",
        "recoup log 7K4Q 'Asked for the worksheet' --channel phone --promised-by 3/19/2026",
        writes=True,
    ),
    "decide": Entry(
        "decide", WORK, "Note what you decided: repay, dispute, hold.", "recoup decide 7K4Q dispute", writes=True
    ),
    "letter": Entry(
        "letter", WORK, "Write a letter from the case.", "recoup letter 7K4Q contest --to md,pdf", writes=True
    ),
    "evidence": Entry(
        "evidence",
        WORK,
        "Show what must be gathered, and note what came.",
        "recoup evidence 8G7V --request policy_then --from payer",
        writes=True,
    ),
    "packet": Entry(
        "packet", WORK, "Bind a letter with its exhibits into one PDF.", "recoup packet 7K4Q contest", writes=True
    ),
    "appeal": Entry(
        "appeal",
        WORK,
        "Note that an appeal or another answer was sent, or arrived.",
        "recoup appeal 7K4Q first --sent-on 3/20/2026 --method certified_mail --proof '7022 0410 0001'",
        writes=True,
    ),
    "outcome": Entry(
        "outcome",
        WORK,
        "Note how the payer decided an appeal or a filing.",
        "recoup outcome 7K4Q first overturned_in_part --received-on 5/14/2026 --upheld 310.00",
        writes=True,
    ),
    "money": Entry(
        "money",
        WORK,
        "Note money that was taken, paid or returned.",
        "recoup money 7K4Q --kind offset --amount 312.10 --dated-on 4/20/2026 --trace 'EFT 0099812'",
        writes=True,
    ),
    "extend": Entry(
        "extend",
        WORK,
        "Note more time for a deadline, with its proof.",
        "recoup extend 7K4Q first_stop --until 5/1/2026 --proof 'Letter of 2026-03-30 [extension p1]'",
        writes=True,
    ),
    "pass": Entry(
        "pass_",
        WORK,
        "Note that a deadline ended without a filing; no reasons asked.",
        "recoup pass 7K4Q rebuttal --how not_used",
        writes=True,
    ),
    "close": Entry("close", WORK, "Close a case with its result.", "recoup close 7K4Q overturned", writes=True),
    "handover": Entry(
        "handover", WORK, "Make counsel's bundle, whole or redacted.", "recoup handover 7K4Q --redacted", writes=True
    ),
    "hand-over": Entry(
        "hand_over", WORK, "Hand open cases of one person to another.", "recoup hand-over mortiz jlee", writes=True
    ),
    "hold": Entry(
        "hold",
        WORK,
        "Place, show or lift a legal hold.",
        "recoup hold 7K4Q --asked-by 'Harrow and Finch, letter of 3/8/2026'",
        writes=True,
    ),
    "remove": Entry(
        "remove",
        BY_HAND,
        "Remove a name or number that was saved by mistake.",
        "recoup remove --text-file wrong-name.txt",
    ),
    "list": Entry("list", SEE, "List the cases.", "recoup list --due-within 14"),
    "show": Entry("show", SEE, "Show one case on one screen.", "recoup show 7K4Q"),
    "deadlines": Entry("deadlines", SEE, "Show what must arrive by when.", "recoup deadlines --within 30"),
    "explain": Entry(
        "explain", SEE, "Say why a date is what it is, or what a finding means.", "recoup explain 7K4Q first_stop"
    ),
    "review": Entry(
        "review",
        WORK,
        "Look whether a demand is right, and pick grounds.",
        "recoup review 8G7V --take approval,policy",
        writes=True,
    ),
    "extrapolate": Entry(
        "extrapolate",
        SEE,
        "Work out a projected demand again from its sample.",
        "recoup extrapolate ZAB5 --overturn 2224001000103",
    ),
    "plan": Entry(
        "plan", SEE, "Show what is owed on a day, and what paying earlier saves.", "recoup plan 3FD9 --on 6/30/2026"
    ),
    "rules": Entry(
        "rules", SEE, "Show, check, update and confirm the rules that days come from.", "recoup rules update --dry-run"
    ),
    "history": Entry("history", SEE, "Tell who changed what, and when.", "recoup history 7K4Q"),
    "audit": Entry(
        "audit", SEE, "Prove that nothing was changed or lost, in one page.", "recoup audit --case 7K4Q --pdf audit.pdf"
    ),
    "seal": Entry("seal", SEE, "Seal the saved state, with one line for somebody outside.", "recoup seal --list"),
    "report": Entry("report", SEE, "Make the one page for the owner.", "recoup report --owner"),
    "edit": Entry("edit", BY_HAND, "Open a case in your editor and check it afterwards.", "recoup edit 7K4Q"),
    "save": Entry("save", BY_HAND, "Check what you changed by hand and keep it.", "recoup save", writes=True),
    "resolve": Entry(
        "resolve", BY_HAND, "Join what two people changed in one case.", "recoup resolve 7K4Q --keep mine", writes=True
    ),
    "sync": Entry("sync", BY_HAND, "Send what is saved here to your team, and take over theirs.", "recoup sync"),
    "undo": Entry("undo", BY_HAND, "Take back the last thing that you wrote.", "recoup undo", writes=True),
    "check": Entry("check", BY_HAND, "Check files for mistakes.", "recoup check"),
    "doctor": Entry("doctor", BY_HAND, "Look whether this copy and this computer are in order.", "recoup doctor --fix"),
    "server-hook": Entry(
        "server_hook",
        BY_HAND,
        "Let a shared copy on a server check what comes in.",
        "recoup server-hook ledger.git",
    ),
    "hook": Entry("hook", BY_HAND, "Run one of the ledger's hooks.", "recoup hook pre-commit", hidden=True),
}
