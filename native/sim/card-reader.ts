import type { CardReaderProfile } from '../card-reader/profile.ts'
import { type SimTalker, type SimTalkerOptions, startSimTalker } from './talker.ts'

export interface CardReaderSimOptions extends Omit<SimTalkerOptions, 'spell'> {
  readonly profile: CardReaderProfile
}

/** A campus-card reader. */
export interface CardReaderSim extends Omit<SimTalker, 'once'> {
  /** A card is held to the reader for a moment: one line. */
  tap(uid: string): Promise<boolean>
}

/** Starts a simulated campus-card reader that listens on TCP, as behind a serial device server. */
export async function startCardReaderSim({ profile, ...rest }: CardReaderSimOptions): Promise<CardReaderSim> {
  const behind = profile.end === 'line' ? '\r\n' : ''
  const spell = (uid: string) => ({ text: numberOf(uid, profile), behind })
  const { once, ...talker } = await startSimTalker({ ...rest, spell })
  return { ...talker, tap: once }
}

/**
 * The digits that a reader of this profile sends for the card whose number the driver shall report as `uid`. Counted here from the
 * facts of the profile and not with the driver's own conversion, so that a mistake of the driver is not hidden by the same mistake.
 */
function numberOf(uid: string, profile: CardReaderProfile): string {
  const given = Buffer.from(uid, 'hex')
  const wanted = profile.takeLast ?? profile.bytes
  if (given.length !== wanted || given.length * 2 !== uid.length) {
    throw new Error(`a card for this reader has ${wanted} bytes in hexadecimal`)
  }
  if (profile.order === 'lsb') given.reverse()
  const sent = Buffer.concat([Buffer.alloc(profile.bytes - wanted, 0x01), given])
  if (profile.radix === 16) return sent.toString('hex').toUpperCase()
  const width = BigInt(`0x${'FF'.repeat(profile.bytes)}`).toString().length
  return BigInt(`0x${sent.toString('hex')}`)
    .toString()
    .padStart(width, '0')
}
