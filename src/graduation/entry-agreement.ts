import { readIdNumber } from '../rules/id-number.ts'
import type { EnrolmentEntry } from './enrolment.ts'

/** In what an entry does not agree with itself. */
export type Disagreement = 'birth-mismatch' | 'sex-mismatch' | 'days-out-of-order'

type Said = Pick<EnrolmentEntry, 'idType' | 'idNumber' | 'bornOn' | 'sex' | 'enteredOn' | 'expectedOn'>

/**
 * Where an entry says two things at once. The digits of a resident's number hold the day of birth, and the last but one the sex, odd for men
 * (GB 11643-1999, 4); so do those of the newer permanent resident's card and of the residence permits of Hong Kong, Macao and Taiwan. Other
 * papers say nothing. Nobody enters before they are born, or graduates before they enter. What is empty agrees with everything.
 */
export function disagreementsIn(entry: Said): readonly Disagreement[] {
  const told = toldByNumber(entry)
  const days = [entry.bornOn, entry.enteredOn, entry.expectedOn].filter(day => day !== '')
  const isOutOfOrder = days.some((day, at) => day <= (days[at - 1] ?? ''))
  const flaws: readonly (Disagreement | false)[] = [
    told !== null && differs(entry.bornOn, told.bornOn) && 'birth-mismatch',
    told !== null && differs(entry.sex, told.sex) && 'sex-mismatch',
    isOutOfOrder && 'days-out-of-order',
  ]
  return flaws.filter(flaw => flaw !== false)
}

function toldByNumber({ idType, idNumber }: Said): { readonly bornOn: string; readonly sex: '男' | '女' } | null {
  if (idType === 'passport') return null
  const read = readIdNumber(idNumber)
  if (!read.ok || read.value.bornOn === null) return null
  const { number, bornOn } = read.value
  return { bornOn, sex: Number(number[16]) % 2 === 1 ? '男' : '女' }
}

const differs = (said: string, told: string): boolean => said !== '' && said !== told
