import type { Brand } from '../brand.ts'

export type EnrolmentId = Brand<string, 'EnrolmentId'>
export type CampaignId = Brand<string, 'CampaignId'>
export type PhotoId = Brand<string, 'PhotoId'>
/** Of an errata form, as it is printed on it and read out over the telephone. */
export type ErrataNumber = Brand<string, 'ErrataNumber'>

/** What a register of studies says of an enrolment, in the order in which people know it from the national register's page. */
export const ENROLMENT_FIELDS = [
  ...['name', 'sex', 'nation', 'bornOn', 'idType', 'idNumber', 'examineeNumber', 'studentNumber'],
  ...['school', 'branch', 'department', 'major', 'className', 'level', 'lengthYears', 'category', 'mode'],
  ...['enteredOn', 'standing', 'expectedOn'],
] as const
export type EnrolmentField = (typeof ENROLMENT_FIELDS)[number]

/** Kinds of identity papers with which a register knows people. */
export const ENROLMENT_ID_TYPES = ['resident', 'hong-kong-macao', 'taiwan', 'passport', 'foreign-resident'] as const
export type EnrolmentIdType = (typeof ENROLMENT_ID_TYPES)[number]

/** 学籍状态: only `registered` and `studying` are checked; a photograph of `graduated` is joined to a diploma already. */
export const STANDINGS = ['registered', 'studying', 'suspended', 'kept', 'withdrawn', 'graduated', 'other'] as const
export type EnrolmentStanding = (typeof STANDINGS)[number]

/** One enrolment as the register has it: text as it stands there, days as YYYY-MM-DD; an empty text where the register says nothing. */
export interface EnrolmentEntry extends Readonly<Record<EnrolmentField, string>> {
  readonly idType: EnrolmentIdType
  readonly standing: EnrolmentStanding
}

/** What else the university knows of an enrolment and no student sees in it. */
export interface EnrolmentFlags {
  /** From a junior college to a bachelor's (专升本). */
  readonly isUpgrade: boolean
  /** Whether the diploma before was verified; null where nobody has said. */
  readonly isPriorDiplomaVerified: boolean | null
}

/** 录取照片 and 毕业照片. */
export const PHOTO_KINDS = ['admission', 'graduation'] as const
export type PhotoKind = (typeof PHOTO_KINDS)[number]

/** A text in which any change of an entry shows, and nothing else: what people have confirmed is known by its hash. */
export function canonicalEntry(entry: EnrolmentEntry): string {
  return JSON.stringify(ENROLMENT_FIELDS.map(field => [field, entry[field].normalize('NFC')]))
}
