import type { RegisterFault } from '../../../src/contract/register-file.ts'
import type { EnrolmentIdType } from '../../../src/graduation/enrolment.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { readIdNumber } from '../../../src/rules/id-number.ts'
import { isRounded, plainOf } from '../../ground/sheets/cells.ts'
import { idTypeOf } from './register-values.ts'

/** An identity paper as a register names it. */
export interface Identity {
  readonly idType: EnrolmentIdType
  /** Upper case, without blanks. */
  readonly idNumber: string
  /** What the number tells; null where it tells nothing of it. */
  readonly bornOn: string | null
  readonly sex: '男' | '女' | null
}

const FLAWS = { form: 'id-form', 'check-digit': 'id-check-digit', date: 'id-date' } as const

/** Reads the kind of a paper and its number; those of residents by their check digit. */
export function readIdentity(type: string, number: string): Result<Identity, RegisterFault> {
  const idType = idTypeOf(type)
  if (idType === null) return err('id-type-unknown')
  const idNumber = plainOf(number)
    .replaceAll(/[\s'‘’]/gu, '')
    .toUpperCase()
  if (idNumber === '') return err('no-id-number')
  if (isRounded(idNumber)) return err('rounded')
  if (idType !== 'resident' && idType !== 'foreign-resident')
    return /^[A-Z0-9()/-]{5,24}$/.test(idNumber) ? ok({ idType, idNumber, bornOn: null, sex: null }) : err('id-form')
  const read = readIdNumber(idNumber)
  if (!read.ok) return err(FLAWS[read.error])
  const { kind, bornOn } = read.value
  if ((kind === 'resident') !== (idType === 'resident')) return err('id-form')
  return ok({
    idType,
    idNumber,
    bornOn,
    sex: kind === 'resident' ? (Number(idNumber[16]) % 2 === 1 ? '男' : '女') : null,
  })
}

/** By which the same paper is known again; to be put through a key before it is kept. */
export const identityText = ({ idType, idNumber }: Pick<Identity, 'idType' | 'idNumber'>): string =>
  `${idType}\n${idNumber}`
