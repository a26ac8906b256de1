import type { Bilingual } from '../contract/texts.ts'
import { bilingual } from '../words/bilingual.ts'
import { GRADUATION_WORDS } from '../words/languages.ts'
import type { CheckState } from './check.ts'
import type { CheckRefusalName, PhotoProblem, StudentNotice } from './check-event.ts'
import type { EnrolmentField, EnrolmentIdType, EnrolmentStanding, PhotoKind } from './enrolment.ts'
import type { ErrataState } from './errata.ts'
import type { ErrataRefusalName } from './errata-event.ts'
import type { ContentFlaw, ItemFlaw } from './errata-items.ts'
import type { CampaignPhase } from './open-now.ts'
import type { PhotoFinding } from './photo-rules.ts'
import type { Party, Problem } from './problem.ts'

// In both languages at once, for letters, printed forms and the server; screens read the same words in one. What lacks words does not compile.

type Words<Key extends string> = Readonly<Record<Key, Bilingual>>

/** What is said of a problem: to the student what it is and what to do, to staff how it goes on. */
export interface ProblemWords {
  readonly title: Bilingual
  readonly what: Bilingual
  readonly action: Bilingual
  readonly staff: Bilingual
}

const words = <Part>(pick: (all: (typeof GRADUATION_WORDS)['zh-CN']) => Part) => bilingual(GRADUATION_WORDS, pick)

export const PROBLEM_WORDS: Readonly<Record<Problem, ProblemWords>> = words(all => all.problems)
export const PARTY_WORDS: Words<Party> = words(all => all.parties)
export const PHASE_WORDS: Words<CampaignPhase> = words(all => all.phases)
export const CHECK_STATE_WORDS: Words<CheckState> = words(all => all.checkStates)
export const ERRATA_STATE_WORDS: Words<ErrataState> = words(all => all.errataStates)
export const PHOTO_PROBLEM_WORDS: Words<PhotoProblem> = words(all => all.photoProblems)
export const PHOTO_WORDS: Words<PhotoKind | 'paper'> = words(all => all.photos)
export const FIELD_WORDS: Words<EnrolmentField> = words(all => all.fields)
export const ID_TYPE_WORDS: Words<EnrolmentIdType> = words(all => all.idTypes)
export const STANDING_WORDS: Words<EnrolmentStanding> = words(all => all.standings)
export const CHECK_REFUSAL_WORDS: Words<CheckRefusalName> = words(all => all.refusals)
export const ERRATA_REFUSAL_WORDS: Words<ErrataRefusalName> = words(all => ({ ...all.refusals, ...all.errataRefusals }))
export const ITEM_FLAW_WORDS: Words<ItemFlaw> = words(all => all.itemFlaws)
export const CONTENT_FLAW_WORDS: Words<ContentFlaw> = words(all => all.contentFlaws)
export const FINDING_WORDS: Words<PhotoFinding> = words(all => all.findings)
/** What a capture code is, where it is had, and that it is nobody else's: ours never sees one. */
export const CAPTURE_CODE_WORDS = words(all => all.captureCode)
/** Where the national site is: the `domain` of the words. */
export const NATIONAL_DOMAIN = 'chsi.com.cn'
/** What this house is not, and what is still to be done at the national site. */
export const OURS_WORDS = words(all => all.ours)

const NOTICE_WORDS = words(all => all.notices)

/** What a student is told. */
export function sayNotice(notice: StudentNotice): Bilingual {
  const { zh, en } = wordsOf(notice)
  const reason = 'reason' in notice ? notice.reason : ''
  const filled = (text: string) => text.replaceAll('{{reason}}', () => reason)
  return { zh: filled(zh), en: filled(en) }
}

function wordsOf(notice: StudentNotice): Bilingual {
  switch (notice.about) {
    case 'done-for-you':
      return NOTICE_WORDS[notice.what === 'confirm' ? 'confirmed-for-you' : 'disputed-for-you']
    case 'errata-ended':
      return NOTICE_WORDS[`errata-${notice.how}`]
    default:
      return NOTICE_WORDS[notice.about]
  }
}
