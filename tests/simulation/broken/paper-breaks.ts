import type { Break } from './break.ts'

/** Faults of paper. */
export const PAPER: readonly Break[] = [
  {
    name: 'copy-sent-twice',
    found:
      'After a restart an empty list of jobs was taken for a proof that the copy had never arrived, and it was sent again.',
    breaks: ['paper twice', 'paper unordered', 'given away'],
    edits: [
      {
        file: 'native/page-printer/judge-break.ts',
        mend: '  const life = lifeSince(',
        without:
          "  if (now.jobs !== null) return { kind: 'never-arrived', evidence: 'not listed' }\n  const life = lifeSince(",
      },
    ],
    seed: 55,
  },
  {
    name: 'count-taken-as-end',
    found:
      'A counter that ran ahead was taken for an end by itself: charged in full, and a power cut kept the rest inside.',
    breaks: ['kept without paper', 'quota'],
    edits: [
      {
        file: 'native/page-printer/end-of-copy.ts',
        mend: '    run.tell(tracker.sheets(), tracker.stall(word, watch.blocking(), clock.monotonic()))\n    return null',
        without:
          "    run.tell(tracker.sheets(), tracker.stall(word, watch.blocking(), clock.monotonic()))\n    return tracker.counted() === 'whole' ? delivered(run, 'counted', 'counted') : null",
      },
    ],
    seed: 51,
  },
  {
    name: 'queued-in-device',
    found: 'A job told as completed while the printer itself still had it in hand was charged, and then aborted.',
    breaks: ['kept without paper', 'quota'],
    edits: [
      {
        file: 'native/page-printer/job-state.ts',
        mend: "['queued-in-device', 'job-outgoing', 'processing-to-stop-point']",
        without: '[]',
      },
      {
        file: 'native/page-printer/end-of-copy.ts',
        mend: '  if (!seen.ok || !(await watch.refresh())) return null\n',
        without: "  if (word.kind === 'completed') return delivered(run, 'job-completed', 'completed')\n",
      },
    ],
    seed: 15,
  },
  {
    name: 'given-back-in-silence',
    found: 'What became of a copy could not be told: it was given back, and nobody was asked to look.',
    breaks: ['given away', 'quota'],
    edits: [
      {
        file: 'native/page-printer/copy-run.ts',
        mend: "    kind: 'cannot-be-told',\n    sheetsDelivered,\n    proof: 'none',",
        without: "    kind: 'not-delivered',\n    sheetsDelivered,\n    proof: 'none',",
      },
    ],
    seed: 88,
  },
  {
    name: 'printed-for-nobody',
    found: 'A copy that had been given back still lay at the printer, and came out in front of the next visitor.',
    breaks: ["a stranger's paper", 'given away', 'quota'],
    edits: [
      {
        file: 'native/page-printer/clearing.ts',
        mend: '  run.cancelRequestedMs = startMs\n',
        without:
          "  if (startMs >= 0) return { sheetsDelivered: run.sheetsDelivered(), cameOut: false, evidence: 'not asked' }\n",
      },
      {
        file: 'native/page-printer/copy-run.ts',
        mend: "  const code: PrinterFaultCode = 'printer-outcome-unknown'\n",
        without:
          "  const code: PrinterFaultCode = 'printer-outcome-unknown'\n  if (run.jobName) return { kind: 'not-delivered', sheetsDelivered: run.sheetsDelivered(), proof: 'none', evidence, fault: fault(code, evidence), atPrinter: false }\n",
      },
    ],
    seed: 157,
  },
  {
    name: 'busy-believed',
    found:
      'A printer that says that it is busy, and prints: the copy was offered again and again, four jobs for one copy.',
    breaks: ['paper twice'],
    edits: [
      {
        file: 'native/page-printer/send.ts',
        mend: "failure?.kind === 'refused' ? await afterRefusal(context, run, failure) : await afterBreak(context, run)",
        without: "failure?.kind === 'refused' ? 'as-it-says' : await afterBreak(context, run)",
      },
    ],
    seed: 21,
  },
  {
    name: 'capability-not-asked-again',
    found: 'The duplex unit was gone after the start: every visitor paid and was refunded, again and again.',
    breaks: ['taken up in vain'],
    edits: [
      {
        file: 'native/page-printer/watch.ts',
        mend: '    lack = lackOf(answer.value, sides)\n',
        without: '',
      },
      {
        file: 'native/page-printer/watch.ts',
        mend: '    if (hurried === 0) await trial.make()\n',
        without: '',
      },
      {
        file: 'native/page-printer/watch.ts',
        mend: '      trial.refused(why)\n',
        without: '',
      },
    ],
    seed: 6,
  },
  {
    name: 'hanging-shown-ready',
    found: 'A printer that hangs was shown as ready for sixteen seconds.',
    breaks: ['shown as ready'],
    edits: [
      {
        file: 'native/page-printer/timing.ts',
        mend: '  requestTimeoutMs: 5_000,\n',
        without: '  requestTimeoutMs: 15_000,\n',
      },
    ],
    seed: 217,
  },
  {
    name: 'level-not-read',
    found: 'Payment was begun for four sheets with three in the tray, which the printer had told.',
    breaks: ['taken up in vain'],
    edits: [
      {
        file: 'native/page-printer/watch.ts',
        mend: '    sheetsLeft = trays && sheetsOfMedia(trays, media)\n',
        without: '    sheetsLeft = trays && sheetsOfMedia(trays, media) && null\n',
      },
    ],
    seed: 790,
  },
  {
    name: 'substitution-not-read',
    found:
      'The printer dropped two-sided printing and said so: two sheets came out, one was counted, and so it went on.',
    breaks: ['taken up in vain'],
    edits: [
      {
        file: 'native/page-printer/connection.ts',
        mend: 'return unsupportedIn(answer).filter(name => ORDERED.includes(name))',
        without: "return unsupportedIn(answer).filter(name => name === '' && ORDERED.includes(name))",
      },
      {
        file: 'native/page-printer/end-of-copy.ts',
        mend: "  if (printedOneSided(reading, run.layout)) watch.refused(fault('printer-refused', 'printed on one side'))\n",
        without: '',
      },
    ],
    seed: 6,
  },
  {
    name: 'sheets-fall-over-a-break',
    found: 'After a restart the screen counted the sheets of whole copies alone: three were confirmed, then two.',
    breaks: ['figures on the screen'],
    edits: [
      {
        file: 'main/station/recovery.ts',
        mend: 'copies.reduce((sum, copy) => sum + Math.min(copy.sheetsDelivered, job.sheetsPerCopy), 0)',
        without: 'copiesDelivered * job.sheetsPerCopy',
      },
    ],
    seed: 1,
  },
  {
    name: 'unclear-shown-as-out',
    found: 'A copy of which nobody could tell was counted on the final screen among those that came out.',
    breaks: ['figures on the screen'],
    edits: [
      {
        file: 'src/session/view.ts',
        mend: '    copiesDelivered: stage.copiesDelivered,\n    sheetsDelivered: stage.sheetsDelivered,\n    hasLooseSheets',
        without:
          '    copiesDelivered: stage.copiesDelivered + stage.copiesUnclear,\n    sheetsDelivered: stage.sheetsDelivered,\n    hasLooseSheets',
      },
    ],
    seed: 1,
  },
  {
    name: 'unclear-on-the-slip',
    found: "The slip had the sheets of the printer's count, those of a copy among them of which nobody could tell.",
    breaks: ['figures on the screen'],
    edits: [
      {
        file: 'main/station/desk/receipts.ts',
        mend: 'String(settlement.copiesDelivered * job.sheetsPerCopy)',
        without: 'String((settlement.copiesDelivered + settlement.copiesUnclear) * job.sheetsPerCopy)',
      },
    ],
    seed: 4,
  },
  {
    name: 'busy-without-a-word',
    found: 'A printer that was busy for ever: two minutes of "0 of 1" without a word.',
    breaks: ['words on the screen'],
    edits: [
      {
        file: 'native/page-printer/send.ts',
        mend: "      if (waitedMs >= timing.heldAfterMs) run.tell(0, context.watch.blocking() ?? fault('printer-busy', failure.detail))\n",
        without: '',
      },
    ],
    seed: 19,
  },
]
