import { readFile } from 'node:fs/promises'
import type { Clock } from '../../src/clock.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { expecting } from '../ground/expect-at-start.ts'
import { readSecret } from '../ground/secret-file.ts'
import { checkSecondSeal } from './check-second-seal.ts'
import type { ProofsConfig, SecondSealConfig } from './seal-config.ts'
import { ofSeal } from './seal-sayings.ts'
import { type SecondSeal, secondSealFromPem } from './second-seal.ts'
import type { ProofLevel, UpgradeParts } from './upgrade-document.ts'

/** What is added to the files of this house after their issue. */
export interface Proofs {
  /** B-B where nothing but a second seal is added. */
  readonly target: ProofLevel
  readonly parts: UpgradeParts
}

export interface AdditionsConfig {
  readonly proofs: ProofsConfig | null
  readonly secondSeal: SecondSealConfig | null
}

/**
 * Reads what the settings `documents.proofs` and `documents.secondSeal` name; null when both are. `anchorsPem` are the roots of
 * the first seal. Rejects with `StartRefused` when a file is missing, empty or not what it should be.
 */
export async function openProofs(
  { proofs, secondSeal }: AdditionsConfig,
  anchorsPem: string,
  clock: Pick<Clock, 'now'>,
): Promise<Proofs | null> {
  if (proofs === null && secondSeal === null) return null
  const { timeoutSeconds, ...addresses } = proofs?.revocation ?? { crlUrls: [], ocspUrls: [], timeoutSeconds: 0 }
  const authorities = await expecting(ofSeal('documents.proofs'), () =>
    Promise.all((proofs?.timeStamps ?? []).map(authorityOf)),
  )
  return {
    target: proofs?.level ?? 'B-B',
    parts: {
      authorities,
      revocation: { ...addresses, timeoutMs: timeoutSeconds * 1000 },
      anchors: anchorsOf(anchorsPem, 'the anchors of the seal'),
      archiveRoomBytes: proofs?.roomBytes ?? 0,
      secondSeal:
        secondSeal && (await expecting(ofSeal('documents.secondSeal'), () => openSecondSeal(secondSeal, clock))),
      clock,
    },
  }
}

async function authorityOf({
  url,
  anchorsFile,
  policy,
  passwordFile,
  timeoutSeconds,
}: ProofsConfig['timeStamps'][number]) {
  const anchors = anchorsOf(await readFile(anchorsFile, 'utf8'), anchorsFile)
  const word = passwordFile === null ? null : Buffer.from(await readSecret(passwordFile)).toString('base64')
  const authorization = word === null ? {} : { authorization: `Basic ${word}` }
  return { url, anchors, policy, timeoutMs: timeoutSeconds * 1000, ...authorization }
}

async function openSecondSeal(
  { certificatesFile, privateKeyFile, anchorsFile }: SecondSealConfig,
  clock: Pick<Clock, 'now'>,
): Promise<SecondSeal> {
  const [certificatesPem, privateKeyPem, anchorsPem] = await Promise.all(
    [certificatesFile, privateKeyFile, anchorsFile].map(file => readFile(file, 'utf8')),
  )
  anchorsOf(anchorsPem ?? '', anchorsFile)
  const seal = secondSealFromPem({
    certificatesPem: certificatesPem ?? '',
    privateKeyPem: privateKeyPem ?? '',
    anchorsPem: anchorsPem ?? '',
  })
  await checkSecondSeal(seal, clock)
  return seal
}

function anchorsOf(text: string, name: string): Uint8Array[] {
  const anchors = derOfPem(text)
  if (anchors.length === 0) throw new Error(`${name} holds no certificate`)
  return anchors
}
