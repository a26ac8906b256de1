import type { Break } from './break.ts'

/** Faults of paper. */
const PAPER: readonly Break[] = [
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
    seed: 2,
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
    seed: null,
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
    seed: null,
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
    seed: null,
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
    seed: null,
  },
]

/** Faults of money. */
const MONEY: readonly Break[] = [
  {
    name: 'refused-once-never-told',
    found: 'An outcome that the server refused once with 401 or 403 was never told again until the station restarted.',
    breaks: ['unsettled', 'kept without paper'],
    edits: [
      {
        file: 'main/station/desk/settling.ts',
        mend: '    if (!isUnknown(refusal) || !unknown.saidAgain()) return wordOf(refusal)\n',
        without:
          '    if (refusal.status === 401 || refusal.status === 403) return null\n    if (!isUnknown(refusal) || !unknown.saidAgain()) return wordOf(refusal)\n',
      },
    ],
    seed: 4,
  },
  {
    name: 'terminal-never-comes-back',
    found: 'A paid order whose terminal was stolen was never refunded: a line in a log was all there was.',
    breaks: ['unsettled'],
    edits: [
      {
        file: 'server/orders/create-orders.ts',
        mend: 'tellMissing: () => tellMissingOutcomes({ db, cases, withinMs: outcomeWithinMs }, now()),',
        without: 'tellMissing: async () => tellMissingOutcomes.length * outcomeWithinMs,',
      },
    ],
    seed: 3,
  },
  {
    name: 'refused-for-ever',
    found: 'A refund that the provider refuses for good was repeated for ever, and nobody was told.',
    breaks: ['unsettled'],
    edits: [
      {
        file: 'server/orders/refund-machine.ts',
        mend: '  const isTold = isShort || isAnswer\n',
        without: '  const isTold = (isShort || isAnswer) && at.getTime() < 0\n',
      },
    ],
    seed: null,
  },
  {
    name: 'abnormal-unseen',
    found: 'A refund that had become abnormal was left lying: no case, and never asked about again.',
    breaks: ['unsettled'],
    edits: [
      {
        file: 'server/orders/refund-machine.ts',
        mend: "          opens: 'refund-abnormal',\n",
        without: '',
      },
    ],
    seed: null,
  },
  {
    name: 'false-not-found',
    found:
      'One false 404 while an order was being closed: closed here, still payable there, and a later payment was kept.',
    breaks: ['kept without paper', 'books'],
    edits: [
      {
        file: 'server/orders/order-driver.ts',
        mend: "    if (failure.kind === 'not-found' && row.code_url === null) return { row, heard: 'not-found' }\n",
        without: "    if (failure.kind === 'not-found') return { row, heard: 'not-found' }\n",
      },
      {
        file: 'server/orders/order-machine.ts',
        mend: '      if (isOpen) return close(true)\n',
        without: '      if (isOpen) return close(false)\n',
      },
    ],
    seed: null,
  },
  {
    name: 'another-amount-believed',
    found: 'A rightly signed answer with another amount, once, was believed for ever.',
    breaks: ['kept without paper', 'unsettled', 'refund twice', 'books', 'given away'],
    edits: [
      {
        file: 'server/orders/order-machine.ts',
        mend: '  const isBelieved = isOrdered || (isAnswer && order.doubt === doubtOf(totalFen))\n',
        without: '  const isBelieved = isOrdered || totalFen > 0\n',
      },
    ],
    seed: null,
  },
  {
    name: 'abandoned-debt-forgotten',
    found:
      'An abandoned order that turned out paid, and whose outcome was refused once: the debt was forgotten on both sides.',
    breaks: ['unsettled'],
    edits: [
      {
        file: 'main/station/desk/settling.ts',
        mend: '        return tellOnce(job, NOTHING_PRINTED, unknown)\n',
        without:
          "        await tellOnce(job, NOTHING_PRINTED, unknown)\n        if (ledger.job(job.jobId)?.state === 'abandoned') ledger.move(job.jobId, 'closed')\n        return null\n",
      },
    ],
    seed: null,
  },
  {
    name: 'quota-first',
    found:
      'Seven copies ordered, five of them free; four came out: three free copies went back, and the money was kept.',
    breaks: ['kept without paper'],
    edits: [
      {
        file: 'src/rules/settlement.ts',
        mend: '  const chargedFen = chargeFor(ordered, counted)\n',
        without:
          '  const notOut = ordered.copies - counted\n  const chargedFen = ordered.amountFen - Math.max(0, notOut - ordered.freeCopies) * ordered.unitPriceFen\n',
      },
    ],
    seed: 1,
  },
  {
    name: 'ledger-not-synced',
    found: 'Not found by hand: a ledger whose commits are not on the disk before a printer or a payment hears of them.',
    breaks: ['paper twice', 'unsettled', 'kept without paper', 'given away', 'bug', "a stranger's paper"],
    edits: [
      {
        file: 'main/station/ledger/ledger.ts',
        mend: "database.pragma('synchronous = FULL')",
        without: "database.pragma('synchronous = OFF')",
      },
    ],
    seed: null,
  },
]

export const BREAKS: readonly Break[] = [...PAPER, ...MONEY]
