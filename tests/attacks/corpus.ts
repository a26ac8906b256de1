import type { Case } from './case.ts'
import { APPENDED_CHANGES } from './cases/appended-changes.ts'
import { APPENDED_STRUCTURE } from './cases/appended-structure.ts'
import { BOMBS } from './cases/bombs.ts'
import { BYTE_RANGE } from './cases/byte-range.ts'
import { CERTIFICATION } from './cases/certification.ts'
import { CMS_SHAPE } from './cases/cms-shape.ts'
import { CMS_SIGNATURE } from './cases/cms-signature.ts'
import { ENDS } from './cases/ends.ts'
import { GOOD_LAYOUTS } from './cases/good-layouts.ts'
import { GOOD_LEVELS } from './cases/good-levels.ts'
import { GOOD_SIGNERS } from './cases/good-signers.ts'
import { INDIRECT } from './cases/indirect.ts'
import { REVOKED } from './cases/revoked.ts'
import { SECOND_SIGNATURES } from './cases/second-signatures.ts'
import { SHADOW } from './cases/shadow.ts'
import { SIGNATURE_DICTIONARY } from './cases/signature-dictionary.ts'
import { SM2 } from './cases/sm2.ts'
import { TRUST } from './cases/trust.ts'

/** Every file of the corpus, by class. */
export const CORPUS: readonly Case[] = [
  ...GOOD_SIGNERS,
  ...GOOD_LAYOUTS,
  ...GOOD_LEVELS,
  ...APPENDED_CHANGES,
  ...APPENDED_STRUCTURE,
  ...ENDS,
  ...SHADOW,
  ...CERTIFICATION,
  ...SECOND_SIGNATURES,
  ...INDIRECT,
  ...SIGNATURE_DICTIONARY,
  ...BYTE_RANGE,
  ...CMS_SHAPE,
  ...CMS_SIGNATURE,
  ...SM2,
  ...TRUST,
  ...REVOKED,
  ...BOMBS,
]
