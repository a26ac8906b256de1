import { BAD_COPIES_PLACE, type FixtureOf, leave, live, nobody, type OneOrMore, someone, TITLE } from './fixture.ts'
import type { ContentOf } from './kiosk-context.ts'

const badPrint: ContentOf<'bad-print'> = {
  screen: 'bad-print',
  title: TITLE,
  orderNumber: '261122-7KQ4MXA',
  copies: 1,
  maxCopies: 1,
  badCopiesGoTo: BAD_COPIES_PLACE,
  step: { step: 'choosing' },
  canEnterCode: true,
}

/** Copies came out badly, and what the server says to that. */
export const BAD_PRINT: OneOrMore<FixtureOf<'bad-print'>> = [
  live('bad-print', someone, badPrint, leave),
  live('bad-print-some', someone, { ...badPrint, copies: 2, maxCopies: 7 }, leave),
  live('bad-print-no-place', someone, { ...badPrint, badCopiesGoTo: null }, leave),
  live('bad-print-asking', someone, { ...badPrint, step: { step: 'asking' } }),
  live(
    'bad-print-refused',
    someone,
    { ...badPrint, step: { step: 'refused', fault: { code: 'reprint-not-reported' }, canTryAgain: false } },
    leave,
  ),
  live(
    'bad-print-to-staff',
    nobody,
    {
      ...badPrint,
      step: { step: 'refused', fault: { code: 'reprint-refused' }, canTryAgain: false },
      canEnterCode: false,
    },
    leave,
  ),
  live(
    'bad-print-later',
    someone,
    { ...badPrint, step: { step: 'refused', fault: { code: 'printer-jam' }, canTryAgain: true } },
    leave,
  ),
]

const entering: ContentOf<'entering-code'> = {
  screen: 'entering-code',
  typed: '',
  digits: 12,
  fault: null,
  busy: false,
}

/** A code of staff is typed. */
export const ENTERING_CODE: OneOrMore<FixtureOf<'entering-code'>> = [
  live('entering-code', someone, { ...entering, typed: '3141592' }),
  live('entering-code-empty', someone, entering),
  live('entering-code-wrong', someone, {
    ...entering,
    typed: '314159265358',
    fault: { code: 'reprint-code-refused' },
  }),
  live('entering-code-no-paper', someone, {
    ...entering,
    typed: '314159265358',
    fault: { code: 'printer-paper-short' },
  }),
  live('entering-code-busy', someone, { ...entering, typed: '314159265358', busy: true }),
]
