import { createHmac, randomInt } from 'node:crypto'
import { PICKUP_CODE_DIGITS } from '../../../src/contract/pickups-api.ts'

/** Codes of collection: what stands in the table is a mark that only this server can make of the digits. */
export interface PickupCodes {
  make(): string
  markOf(code: string): string
}

/** @param key 32 bytes */
export const createPickupCodes = (key: Uint8Array): PickupCodes => ({
  make: () => Array.from({ length: PICKUP_CODE_DIGITS }, () => randomInt(10)).join(''),
  markOf: code => createHmac('sha256', key).update(`yinzheng-pickup-code\n${code}`).digest('base64url'),
})
