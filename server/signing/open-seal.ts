import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Clock } from '../../src/clock.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { readSecret } from '../ground/secret-file.ts'
import { checkSeal } from './check-seal.ts'
import { createDemoAuthority } from './demo-authority.ts'
import { signerFromPkcs12 } from './pkcs12.ts'
import { type RemoteSignerTrust, signerFromRemote } from './remote-signer.ts'
import { type SealCertificates, sealCertificates } from './seal-certificates.ts'
import type { SealConfig } from './seal-config.ts'
import { type Signer, signerFromPem } from './signer.ts'
import { signerFromToken } from './token-signer.ts'

export interface OpenSeal {
  readonly signer: Signer
  /** PEM of the roots that the seal leads to. */
  readonly anchorsPem: string
  /** The first end of validity among the seal's certificates, ms since 1970. */
  readonly usableUntilMs: number
}

/**
 * Opens the seal that a configuration describes and tries it: a page is signed with the real key and judged by the house's
 * own check. Rejects with plain words when anything about key, certificates or roots is not as it should be.
 */
export async function openSeal(config: SealConfig, universityName: string, clock: Clock): Promise<OpenSeal> {
  const { signer, anchorsPem } = await signerOf(config, universityName, clock)
  return { signer, anchorsPem, ...(await checkSeal(signer, anchorsPem, clock)) }
}

async function signerOf(
  config: SealConfig,
  universityName: string,
  clock: Clock,
): Promise<{ signer: Signer; anchorsPem: string }> {
  if ('demoFolder' in config) return createDemoAuthority(config.demoFolder, universityName, clock)
  const anchorsPem = await readText(config.anchorsFile)
  if ('pkcs12File' in config) {
    const file = new Uint8Array(await readFile(config.pkcs12File))
    return { signer: signerFromPkcs12(file, await readSecret(config.passwordFile)), anchorsPem }
  }
  const certificatesPem = await readText(config.certificatesFile)
  if ('privateKeyFile' in config) {
    return {
      signer: signerFromPem({ certificatesPem, privateKeyPem: await readText(config.privateKeyFile) }),
      anchorsPem,
    }
  }
  const seal = certificatesOf(certificatesPem)
  if ('token' in config) {
    const { label, pinFile, timeoutSeconds, ...token } = config.token
    const pin = await readSecret(pinFile)
    const signer = signerFromToken(seal, { ...token, tokenLabel: label, pin, timeoutMs: timeoutSeconds * 1000, clock })
    return { signer, anchorsPem }
  }
  const { url, timeoutSeconds, caFile } = config.remote
  const trust = await trustOf(config.remote)
  const ca = caFile === null ? {} : { caPem: await readText(caFile) }
  return { signer: signerFromRemote(seal, { url, trust, clock, timeoutMs: timeoutSeconds * 1000, ...ca }), anchorsPem }
}

function certificatesOf(certificatesPem: string): SealCertificates {
  const [certificate, ...others] = derOfPem(certificatesPem)
  if (!certificate) throw new Error('the PEM text of the seal holds no certificate')
  return sealCertificates(certificate, others)
}

async function trustOf(remote: Extract<SealConfig, { remote: unknown }>['remote']): Promise<RemoteSignerTrust> {
  const { keys, bearerFile, url } = remote
  if ((keys === null) === (bearerFile === null)) {
    throw new Error('a remote seal needs either keys or a bearerFile, so that both machines know each other')
  }
  if (keys) {
    const [ownKey, peerKey] = await Promise.all([readText(keys.ownKeyFile), readText(keys.peerKeyFile)])
    return { kind: 'ed25519', ownKey: createPrivateKey(ownKey), peerKey: createPublicKey(peerKey) }
  }
  if (!url.startsWith('https:')) throw new Error('a bearer token is sent over https alone')
  return { kind: 'bearer', token: await readSecret(bearerFile ?? '') }
}

const readText = (file: string) => readFile(file, 'utf8')
