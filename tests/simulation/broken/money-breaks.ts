import type { Break } from './break.ts'

/** Faults of money. */
export const MONEY: readonly Break[] = [
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
    seed: 112,
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
    seed: 18,
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
    seed: 54,
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
    seed: 37,
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
    seed: 115,
  },
  {
    name: 'another-amount-believed',
    found: 'A rightly signed answer with another amount, once, was believed for ever.',
    breaks: ['kept without paper', 'unsettled', 'refund twice', 'books', 'given away'],
    edits: [
      {
        file: 'server/orders/order-machine.ts',
        mend: '  const isBelieved = isOrdered || (isAnswer && totalFen > 0 && order.doubt === doubtOf(totalFen))\n',
        without: '  const isBelieved = isOrdered || totalFen > 0\n',
      },
      {
        file: 'server/orders/refund-driver.ts',
        mend: '    const borne = await isBorneOut(claimed, merchant)\n',
        without: '    const borne = claimed as Awaited<ReturnType<typeof isBorneOut>>\n',
      },
    ],
    seed: 102,
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
    seed: 62,
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
    seed: 45,
  },
  {
    name: 'unknown-payment-dropped',
    found:
      'A payment that the database does not know, after a backup was restored: the screen promised that it comes back by itself.',
    breaks: ['kept without paper'],
    edits: [
      {
        file: 'server/orders/create-orders.ts',
        mend: "      await unclaimed.keep(from, transaction, 'notice')\n",
        without: '',
      },
      {
        file: 'main/station/desk/settling.ts',
        mend: '    const forgotten = forgottenOrder(ledger.job(job.jobId) ?? job, outcome)\n',
        without: '    const forgotten = null as ReturnType<typeof forgottenOrder>\n',
      },
    ],
    seed: 34,
  },
  {
    name: 'server-not-awaited',
    found:
      'Station and server were killed together, the server was up later, and printing ended with a refund although the house promises that it goes on.',
    breaks: ['given up too early'],
    edits: [
      {
        file: 'main/station/desk/documents.ts',
        mend: '      for (let others = 0; ; ) {\n',
        without: '      for (let others = 0, patience = 3; ; patience--) {\n',
      },
      {
        file: 'main/station/desk/documents.ts',
        mend: 'if (!wait || !passes || wait.stopped())',
        without: 'if (!wait || !passes || wait.stopped() || patience === 0)',
      },
    ],
    seed: 79,
  },
  {
    name: 'refunds-hold-up-orders',
    found:
      'Refunds were sent one after another inside the sweep of orders: a provider that hangs over them held up closing.',
    breaks: ['held up'],
    edits: [
      {
        file: 'server/orders/open-orders.ts',
        mend: "      whenDue('orders', orders.sweepOrders),\n      whenDue('refunds', orders.sweepRefunds),\n",
        without: "      { name: 'orders', everyMs: SWEEP_EVERY_MS, run: orders.sweep },\n",
      },
      {
        file: 'server/orders/refund-driver.ts',
        mend: 'const AT_ONCE = 6\n',
        without: 'const AT_ONCE = 1\n',
      },
    ],
    seed: 80,
  },
]
