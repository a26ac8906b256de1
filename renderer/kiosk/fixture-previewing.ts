import {
  collector,
  dear,
  type FixtureOf,
  foreigner,
  free,
  live,
  mixed,
  type OneOrMore,
  SAMPLE_DOCUMENT,
  someone,
  TITLE,
  withFreeCopies,
} from './fixture.ts'
import type { ContentOf } from './kiosk-context.ts'

const previewing: ContentOf<'previewing'> = {
  screen: 'previewing',
  documentId: SAMPLE_DOCUMENT,
  kind: 'transcript',
  edition: 'zh',
  title: TITLE,
  correction: null,
  pages: 2,
  sheetsPerCopy: 2,
  quote: free(3),
  copiesHere: null,
  signer: '示范大学',
  fault: null,
  busy: false,
}
const CORRECTION = {
  url: 'https://print.example.edu.cn/p/k/transcript_zh',
  host: 'print.example.edu.cn',
}
const LONG_CORRECTION = {
  url: 'https://print-and-verify.academic-affairs.model-university.edu.cn:8443/p/k/enrolment-proof_english',
  host: 'print-and-verify.academic-affairs.model-university.edu.cn:8443',
}

/** The document itself, before it is ordered. */
export const PREVIEWING: OneOrMore<FixtureOf<'previewing'>> = [
  live('previewing', someone, previewing),
  live('previewing-paid', withFreeCopies(3), { ...previewing, quote: mixed }),
  live('previewing-quote-changed', withFreeCopies(3), {
    ...previewing,
    quote: mixed,
    fault: { code: 'quote-changed' },
  }),
  live('previewing-busy', someone, { ...previewing, busy: true }),
  live('previewing-correction', someone, { ...previewing, correction: CORRECTION }),
  live('previewing-correction-dear', foreigner, { ...previewing, quote: dear, correction: LONG_CORRECTION }),
  live('previewing-correction-collected', someone, {
    ...previewing,
    quote: mixed,
    correction: CORRECTION,
    copiesHere: { maxCopies: 7, paperFor: 7 },
    fault: { code: 'quote-changed' },
  }),
  live('previewing-for-another', collector, {
    ...previewing,
    quote: { ...dear, copies: 1, paidCopies: 1, unitPriceFen: 200, amountFen: 200 },
    copiesHere: { maxCopies: 10, paperFor: null },
  }),
  live('previewing-collected', someone, {
    ...previewing,
    quote: free(1),
    copiesHere: { maxCopies: 10, paperFor: null },
  }),
  live('previewing-collected-paper-short', withFreeCopies(3), {
    ...previewing,
    quote: mixed,
    copiesHere: { maxCopies: 7, paperFor: 7 },
    fault: { code: 'quote-changed' },
  }),
]
