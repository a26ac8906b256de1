import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import { houseSecret } from '../ground/house-secret.ts'
import { openBytes, sealBytes } from '../ground/sealed-bytes.ts'
import { createSealedTokens } from '../ground/sealed-token.ts'
import type { Tables } from '../ground/store/tables.ts'

/** Under which the house has the key of what is sealed here. */
export const SEAL_SECRET = 'graduation'
const KEY_SECRET = 'graduation-keys'
const NEVER_MS = Number.MAX_SAFE_INTEGER

/** For what the number of an enrolment's identity paper is sealed. */
export const idNumberPurpose = (enrolmentId: string): string => `enrolment ${enrolmentId} id-number`

/** For what is sealed what came with a photograph. */
export const toldPurpose = (photoId: string): string => `photograph ${photoId} told`

/** For what is sealed what an errata form says. */
export const errataPurpose = (errataNumber: string): string => `errata ${errataNumber} content`

/** What is kept of the register and nobody may read in the table. */
export interface GraduationSeals {
  sealIdNumber(enrolmentId: string, idNumber: string): string
  /** Throws for what we never sealed there. */
  openIdNumber(enrolmentId: string, sealed: string): string
  /** A pseudonym of a value among others of its kind. */
  keyOf(kind: 'identity' | 'row' | 'entry', value: string): string
  /** Of the file of a photograph. */
  sealPhotoKey(photoId: string, key: Uint8Array): string
  /** Throws for what we never sealed there. */
  openPhotoKey(photoId: string, sealed: string): Uint8Array
  /** What came with a photograph. */
  sealTold(photoId: string, told: Readonly<Record<string, string>>): string
  sealErrata(errataNumber: string, content: string): string
  /** Throws for what we never sealed there. */
  openErrata(errataNumber: string, sealed: string): string
  /** Throws for what we never sealed there. */
  openTold(photoId: string, sealed: string): Readonly<Record<string, string>>
  sealPart(importId: string, at: number, bytes: Uint8Array): Buffer
  openPart(importId: string, at: number, sealed: Uint8Array): Buffer
}

/** @param secrets 32 bytes each: one seals, the other makes pseudonyms */
export function createGraduationSeals(secrets: {
  readonly seal: Uint8Array
  readonly keys: Uint8Array
}): GraduationSeals {
  const tokens = createSealedTokens(secrets.seal)
  const partPurpose = (importId: string, at: number) => `graduation import ${importId} ${at}`
  return {
    sealIdNumber: (enrolmentId, value) => tokens.seal(idNumberPurpose(enrolmentId), { value }, NEVER_MS),
    openIdNumber: (enrolmentId, sealed) => {
      const value = tokens.open(idNumberPurpose(enrolmentId), sealed, 0)?.value
      if (value === undefined) throw new Error('a number of an enrolment is not sealed as it was written')
      return value
    },
    keyOf: (kind, value) => createHmac('sha256', secrets.keys).update(`${kind}\n${value}`).digest('base64url'),
    sealPhotoKey: (photoId, key) =>
      tokens.seal(`photograph ${photoId} key`, { value: Buffer.from(key).toString('base64') }, NEVER_MS),
    openPhotoKey: (photoId, sealed) => {
      const value = tokens.open(`photograph ${photoId} key`, sealed, 0)?.value
      if (value === undefined) throw new Error('the key of a photograph is not sealed as it was written')
      return new Uint8Array(Buffer.from(value, 'base64'))
    },
    sealTold: (photoId, told) => tokens.seal(toldPurpose(photoId), told, NEVER_MS),
    sealErrata: (number, value) => tokens.seal(errataPurpose(number), { value }, NEVER_MS),
    openErrata: (number, sealed) => {
      const value = tokens.open(errataPurpose(number), sealed, 0)?.value
      if (value === undefined) throw new Error('an errata form is not sealed as it was written')
      return value
    },
    openTold: (photoId, sealed) => {
      const told = tokens.open(toldPurpose(photoId), sealed, 0)
      if (told === null) throw new Error('what came with a photograph is not sealed as it was written')
      return told
    },
    sealPart: (importId, at, bytes) => sealBytes(secrets.seal, partPurpose(importId, at), bytes),
    openPart: (importId, at, sealed) => {
      const bytes = openBytes(secrets.seal, partPurpose(importId, at), sealed)
      if (bytes === null) throw new Error('a part of a file is not sealed as it was written')
      return bytes
    },
  }
}

/** The seals of this house. */
export const openGraduationSeals = async (db: Kysely<Tables>, now: Date): Promise<GraduationSeals> =>
  createGraduationSeals({
    seal: await houseSecret(db, SEAL_SECRET, now),
    keys: await houseSecret(db, KEY_SECRET, now),
  })
