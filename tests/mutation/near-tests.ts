import { matchesGlob } from 'node:path'

/** Files of an area where each test is dear, and the tests that are about them. */
export interface NearTests {
  readonly files: string
  readonly tests: readonly string[]
}

/**
 * The tests beside each file that has a database or a station behind it, by what they are about and not by their names alone. A change is
 * tried against these only: what others notice by the way counts for nothing, so a score here says no more than is true.
 */
export const NEAR_TESTS: readonly NearTests[] = [
  {
    files: 'server/orders/{refund-driver,refund-rows,refund-events,slow-refunds}.ts',
    tests: ['server/orders/{refund-debts,refund-followed,abnormal-refunds}.test.ts', 'server/orders/orders.test.ts'],
  },
  {
    files:
      'server/orders/{order-driver,order-rows,open-orders,open-order,orders,order-view,create-orders,quota-count,order-bell,outcomes,orders-*}.ts',
    tests: ['server/orders/{orders,order-wait,two-providers,order-debts,absent-copies}.test.ts'],
  },
  {
    files: 'server/orders/{case-acts,on-order,order-cases,amount-acts,missing-outcomes,terminal-reports,take-back}.ts',
    tests: ['server/orders/{order-debts,by-hand,case-money,absent-copies}.test.ts'],
  },
  { files: 'server/orders/free-copies.ts', tests: ['server/orders/free-copies.test.ts'] },
  { files: 'server/orders/desk/*.ts', tests: ['server/orders/desk/*.test.ts'] },
  { files: 'server/orders/fetched-before.ts', tests: ['server/portal/pickups/pickups.test.ts'] },
  { files: 'server/orders/order-history.ts', tests: ['server/portal/history/history.test.ts'] },
  { files: 'server/orders/lost-ledger.ts', tests: ['server/orders/lost-ledger.test.ts'] },
  { files: 'server/orders/lost-refunds.ts', tests: ['server/orders/lost-refunds.test.ts'] },
  { files: 'server/orders/returned-losses.ts', tests: ['server/orders/lost-refunds.test.ts'] },
  { files: 'server/orders/owed-refunds.ts', tests: ['server/orders/{by-hand,abnormal-refunds}.test.ts'] },
  { files: 'server/orders/redirect-acts.ts', tests: ['server/orders/abnormal-refunds.test.ts'] },
  { files: 'server/orders/absent-copies.ts', tests: ['server/orders/absent-copies.test.ts'] },
  { files: 'server/orders/claim-orders.ts', tests: ['server/orders/{claim-orders,sweep}.test.ts'] },
  { files: 'server/orders/clock-set-back.ts', tests: ['server/orders/clock-set-back.test.ts'] },
  { files: 'server/orders/erase-counts.ts', tests: ['server/orders/erase-counts.test.ts'] },
  { files: 'server/orders/due-look.ts', tests: ['server/orders/{due-look,sweep}.test.ts'] },
  { files: 'server/orders/{reprints,reprint-codes,reprint-rows}.ts', tests: ['server/orders/reprints.test.ts'] },
  {
    files: 'server/orders/{require-merchants,adopt-older-orders}.ts',
    tests: ['server/orders/{require-merchants,merchant-change}.test.ts'],
  },
  {
    files: 'server/orders/{strayed-refunds,refunded-before,unknown-refunds}.ts',
    tests: ['server/orders/{strayed-refunds,refund-debts}.test.ts'],
  },
  {
    files: 'server/orders/{unclaimed-payments,unclaimed-acts,unsettled-orders}.ts',
    tests: ['server/orders/{unclaimed-payments,order-debts}.test.ts'],
  },
  {
    files: 'server/cases/{cases-commands,kind-names,run-commands,say-cases,say-evidence,say-worked,sentences/*}.ts',
    tests: ['server/cases/run-commands.test.ts'],
  },
  { files: 'server/cases/{desk/*,case-site,staff-asker,in-both}.ts', tests: ['server/cases/desk/*.test.ts'] },
  {
    files:
      'server/cases/{work-on-case,carry-out,asked-acts,used-references,case-money,acts-now,next-by-itself,read-cases}.ts',
    tests: ['server/cases/work-on-case.test.ts', 'server/orders/case-money.test.ts'],
  },
  {
    files:
      'server/cases/{cases,create-cases,case-rows,evidence,kinds,open-cases,cases-plan,cases-audit,cases-retention,act-names}.ts',
    tests: ['server/cases/{cases,work-on-case}.test.ts'],
  },
  { files: 'server/cases/bad-print.ts', tests: ['server/cases/cases.test.ts', 'server/orders/reprints.test.ts'] },
  { files: 'main/station/desk/left-behind.ts', tests: ['main/station/desk/left-behind.test.ts'] },
  { files: 'main/station/desk/logins.ts', tests: ['tests/station/phone-login.test.ts'] },
  { files: 'main/station/desk/visits.ts', tests: ['tests/station/{visit-over,visit}.test.ts'] },
  { files: 'main/station/desk/card-pin.ts', tests: ['tests/station/card-pin-joined.test.ts'] },
  { files: 'main/station/desk/handing-over.ts', tests: ['tests/station/taking-along.test.ts'] },
  { files: 'main/station/desk/papers.ts', tests: ['tests/station/paper-check.test.ts'] },
  { files: 'main/station/desk/collecting.ts', tests: ['tests/station/collecting.test.ts'] },
  {
    files: 'main/station/desk/{reprints,until-proven}.ts',
    tests: ['tests/station/{bad-print,paper-truth,doubled-copy}.test.ts'],
  },
  {
    files: 'main/station/desk/{desk,documents,orders,printing,settling}.ts',
    tests: ['tests/station/{visit,debts,paper-truth,power-cut}.test.ts'],
  },
]

/** The tests near a file, as globs from the root; null where none are named. */
export function testsNear(file: string): readonly string[] | null {
  return NEAR_TESTS.find(({ files }) => matchesGlob(file, files))?.tests ?? null
}
