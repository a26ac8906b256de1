import type { CheckState } from './check.ts'
import type { PhotoProblem } from './check-event.ts'
import type { EnrolmentStanding } from './enrolment.ts'
import type { Match } from './matching.ts'

/** The problem cases of graduation.md, 4, by what they are; the number is that of its table. */
export const PROBLEM_NUMBERS = {
  'no-enrolment': 'P1',
  'number-taken': 'P2',
  'photo-awaited': 'P3a',
  'photo-not-matched': 'P3b',
  'never-photographed': 'P3c',
  'photo-of-another': 'P4',
  'graduated-already': 'P5',
  'data-wrong': 'P6',
  'prior-diploma': 'P7',
  'caption-wrong': 'P8',
  'too-late': 'P9',
  'several-enrolments': 'P10',
  'not-activated': 'P11',
  'changed-after-confirm': 'P12',
  'other-device': 'P13',
} as const
export type Problem = keyof typeof PROBLEM_NUMBERS
export const PROBLEMS = Object.keys(PROBLEM_NUMBERS) as readonly Problem[]

/** Who has to do something next. `collector` is the photo studio; `enrolment-office` is where prior diplomas are proven. */
export type Party = 'student' | 'claims-desk' | 'college' | 'registry' | 'collector' | 'enrolment-office' | 'nobody'

/** What is known of a person and an enrolment. */
export interface Situation {
  /** `waits` while the mail or the text that activates an account has not come; `none` for who logs in by the university. */
  readonly account: 'active' | 'waits' | 'none'
  readonly match: Match['kind']
  /** That name and number are right was proven at a desk, or by the paper: then it is the register that lacks them. */
  readonly isIdentityProven: boolean
  readonly standing: EnrolmentStanding
  readonly hasPhoto: boolean
  /** What is known of the photograph's way: nobody took one, one was taken, or the collector has delivered it. */
  readonly capture: 'never' | 'taken' | 'delivered'
  readonly isUpgrade: boolean
  readonly isPriorDiplomaVerified: boolean | null
  /** What the student says, or has said in a form that is under way. */
  readonly photoProblem: PhotoProblem
  readonly isDataWrong: boolean
  readonly isCaptionWrong: boolean
  readonly check: CheckState
  /** Whether what was confirmed has changed since. */
  readonly hasLapsed: boolean
  /** Whether somebody else, or another device, has decided since this page was drawn. */
  readonly isStale: boolean
}

/**
 * Every problem that holds, what must be dealt with first in front: first whether it is known who this is, then whether the page is true, then
 * whether anything can still be done, then the photograph, then the data.
 */
export function problemsOf(situation: Situation): readonly Problem[] {
  const { match, check } = situation
  if (situation.account === 'waits') return ['not-activated']
  if (match === 'none')
    return [lacksPriorDiploma(situation) && situation.isIdentityProven ? 'prior-diploma' : 'no-enrolment']
  if (match === 'taken') return ['number-taken']
  const several: readonly Problem[] = match === 'several' ? ['several-enrolments'] : []
  if (situation.standing === 'graduated') return [...several, 'graduated-already']
  const holds: readonly (Problem | false)[] = [
    ...several,
    situation.isStale && 'other-device',
    situation.hasLapsed && check !== 'confirmed' && 'changed-after-confirm',
    check === 'overdue' && 'too-late',
    !situation.hasPhoto && missingPhoto(situation),
    situation.hasPhoto && situation.photoProblem === 'not-me' && 'photo-of-another',
    situation.isDataWrong && 'data-wrong',
    situation.isCaptionWrong && 'caption-wrong',
  ]
  return holds.filter(problem => problem !== false)
}

/** Why there is no photograph (seed 003, part 3; P3 and P7): the earlier diploma is asked about where all else is right. */
function missingPhoto(situation: Situation): Problem {
  if (situation.capture === 'never') return 'never-photographed'
  if (situation.capture === 'taken') return 'photo-awaited'
  return lacksPriorDiploma(situation) && situation.isIdentityProven ? 'prior-diploma' : 'photo-not-matched'
}

const lacksPriorDiploma = ({ isUpgrade, isPriorDiplomaVerified }: Situation): boolean =>
  isUpgrade && isPriorDiplomaVerified !== true

/** Who acts next in each. Ours records, reminds and routes; none of these ends at the national register without people. */
export const NEXT_PARTY: Readonly<Record<Problem, Party>> = {
  'no-enrolment': 'student',
  'number-taken': 'claims-desk',
  'photo-awaited': 'collector',
  'photo-not-matched': 'registry',
  'never-photographed': 'student',
  'photo-of-another': 'college',
  'graduated-already': 'nobody',
  'data-wrong': 'college',
  'prior-diploma': 'enrolment-office',
  'caption-wrong': 'college',
  'too-late': 'college',
  'several-enrolments': 'student',
  'not-activated': 'student',
  'changed-after-confirm': 'student',
  'other-device': 'student',
}
