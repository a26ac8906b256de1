import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { err, ok, type Result } from '../../../src/result.ts'
import type { EndingKey } from '../payment-port.ts'
import type { ProviderTools } from '../provider.ts'
import { listCertificates, type PlatformCertificate, readCertificate } from './platform-certificates.ts'
import type { WechatConfig } from './wechat-config.ts'
import { type KnownKeys, plainSerial } from './wechat-seal.ts'

/** WeChat wants the list to be read at least so often; a new certificate is listed about a day before it signs. */
const LIST_EVERY_MS = 12 * 3_600_000
/** Anybody can send an unknown serial: it leads to a download at most so often, and so does a download that failed. */
const LIST_GAP_MS = 60_000
const ENDS_SOON_MS = 30 * 24 * 3_600_000

/** The keys of WeChat Pay that are believed: configured public keys, and certificates that are downloaded where there is need. */
export interface PlatformKeys {
  /** By `plainSerial`, without certificates that have ended. The same map as long as nothing changes. */
  known(): KnownKeys
  /** The same with the ids as they are spelled. */
  spelled(): Readonly<Record<string, KeyObject>>
  /** Under which personal texts are sealed for WeChat: the public key, else the certificate that lasts longest. Null without any. */
  sealing(): { readonly id: string; readonly key: KeyObject } | null
  /** To be awaited before a call: has the certificates downloaded when there is no key at all. The error is a word for the log. */
  ready(): Promise<Result<null, string>>
  /** Something came under a serial that is not known: the list is read again, unless that was done less than a minute ago. */
  missed(): Promise<void>
  /** Reads the list again when it is time, and names the last certificate when it ends soon. */
  upkeep(): Promise<readonly EndingKey[]>
}

const keptSchema = z.object({
  listedAtMs: z.number(),
  certificates: z.array(z.object({ serial: z.string(), pem: z.string() })).max(20),
})

export function createPlatformKeys(config: WechatConfig, { clock, log, memory }: ProviderTools): PlatformKeys {
  const configured: readonly (readonly [id: string, key: KeyObject])[] = [
    ...(config.platformKeyId && config.platformPublicKeyPem
      ? [[config.platformKeyId, config.platformPublicKeyPem] as const]
      : []),
    ...config.morePlatformKeys.map(({ id, publicKeyPem }) => [id, publicKeyPem] as const),
  ]
  const downloads = config.downloadCertificates ?? config.platformKeyId === undefined
  const kept = downloads ? readKept(memory?.text ?? null) : null
  let certificates: readonly PlatformCertificate[] = kept?.certificates ?? []
  let listedAtMs = kept?.listedAtMs ?? Number.NEGATIVE_INFINITY
  let triedAtMs = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null
  let cache: { readonly valid: readonly PlatformCertificate[]; readonly known: KnownKeys } | null = null

  const valid = () => certificates.filter(({ validUntil }) => validUntil.getTime() > clock.now())
  const known = () => {
    const now = valid()
    if (cache && cache.valid.length === now.length && cache.valid.every((one, at) => one === now[at]))
      return cache.known
    const all = [...configured, ...now.map(({ serial, key }) => [serial, key] as const)]
    cache = { valid: now, known: new Map(all.map(([id, key]) => [plainSerial(id), key])) }
    return cache.known
  }

  const readList = async () => {
    triedAtMs = clock.now()
    const list = await listCertificates(config, clock)
    if (!list.ok) return log?.warn({ mchid: config.mchid, code: list.error }, 'platform certificates could not be read')
    listedAtMs = clock.now()
    if (list.value === 'key-scheme') {
      // No signature says so: what is known already is believed until it ends.
      if (known().size > 0) return
      log?.error(
        { mchid: config.mchid },
        'this merchant has no platform certificates: platformKeyId and platformPublicKeyPem are wanted',
      )
      return
    }
    certificates = list.value
    const text = { listedAtMs, certificates: certificates.map(({ serial, pem }) => ({ serial, pem })) }
    await memory?.write(JSON.stringify(text)).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : 'unknown'
      log?.warn({ mchid: config.mchid, reason }, 'platform certificates could not be kept')
    })
  }
  /** One reading at a time, and none sooner than a minute after the last. */
  const readAgain = async () => {
    if (reading === null && clock.now() - triedAtMs < LIST_GAP_MS) return
    reading ??= readList().finally(() => {
      reading = null
    })
    await reading
  }
  const isDue = () => downloads && clock.now() - listedAtMs >= LIST_EVERY_MS

  return {
    known,
    spelled: () =>
      Object.fromEntries([
        ...configured,
        ...valid().flatMap(
          ({ serial, key }) =>
            [
              [serial, key],
              [plainSerial(serial), key],
            ] as const,
        ),
      ]),
    sealing: () => {
      const [first] = configured
      if (first) return { id: first[0], key: first[1] }
      const last = valid()
        .toSorted((a, b) => a.validUntil.getTime() - b.validUntil.getTime())
        .at(-1)
      return last ? { id: last.serial, key: last.key } : null
    },
    ready: async () => {
      if (known().size > 0) return ok(null)
      if (downloads) await readAgain()
      return known().size > 0 ? ok(null) : err('NO_PLATFORM_KEY')
    },
    missed: async () => {
      if (downloads) await readAgain()
    },
    upkeep: async () => {
      if (isDue()) await readAgain()
      const last = valid()
        .toSorted((a, b) => a.validUntil.getTime() - b.validUntil.getTime())
        .at(-1)
      if (!last || last.validUntil.getTime() - clock.now() > ENDS_SOON_MS) return []
      return [{ id: last.serial, endsAt: last.validUntil }]
    },
  }
}

function readKept(text: string | null): { listedAtMs: number; certificates: PlatformCertificate[] } | null {
  if (text === null) return null
  const parsed = keptSchema.safeParse(JSON.parse(text))
  if (!parsed.success) return null
  const certificates = parsed.data.certificates.flatMap(({ serial, pem }) => {
    const read = readCertificate(pem)
    return read ? [{ ...read, serial }] : []
  })
  return { listedAtMs: parsed.data.listedAtMs, certificates }
}
