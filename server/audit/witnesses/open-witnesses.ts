import { createReadStream } from 'node:fs'
import type { Ground } from '../../ground/ground.ts'
import type { Mail } from '../../mail/mail.ts'
import type { AuditSettings } from '../audit-config.ts'
import { createFileWitness } from './file-witness.ts'
import { createMailWitness } from './mail-witness.ts'
import { createS3Witness } from './s3-witness.ts'
import type { Witness } from './witness.ts'

/** The witnesses of the configuration. */
export const openWitnesses = (
  { db, clock, house }: Pick<Ground, 'db' | 'clock' | 'house'>,
  mail: Pick<Mail, 'post' | 'stateOf'>,
  { witnesses }: Pick<AuditSettings, 'witnesses'>,
): readonly Witness[] =>
  witnesses.map(one => {
    if (one.kind === 'file') return createFileWitness(one)
    if (one.kind === 's3') return createS3Witness(one)
    return createMailWitness(one, { db, mail, house, now: () => new Date(clock.now()) })
  })

/** Longer lines are read as one that nobody can read: a file that is none of ours must not fill the memory. */
const LINE_CHARACTERS_MAX = 2_000_000

/** The lines of an outside copy in a file, one at a time. */
export async function* linesOfFile(path: string): AsyncGenerator<string> {
  let begun = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    const [first = '', ...more] = String(chunk).split('\n')
    begun = begun.length > LINE_CHARACTERS_MAX ? begun : begun + first
    for (const next of more) {
      yield begun
      begun = next
    }
  }
  if (begun !== '') yield begun
}
