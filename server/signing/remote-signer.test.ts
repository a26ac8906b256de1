import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { derOfPem } from '../../src/pdf/pem.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { checkSeal } from './check-seal.ts'
import { type RemoteSignerOptions, signerFromRemote } from './remote-signer.ts'
import { createRemoteSignerHost, type RemoteCaller } from './remote-signer-host.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from './sample-authority.ts'
import { sealCertificates } from './seal-certificates.ts'

const house = sampleAuthority()
const seal = sealCertificates(house.seal, [house.issuing])
const clock = sampleClock(() => SAMPLE_NOW_MS)
const newPair = () => generateKeyPairSync('ed25519')
const [ours, theirs, strange] = [newPair(), newPair(), newPair()] as const

const byKeys: RemoteCaller = { kind: 'ed25519', callerKey: ours.publicKey, ownKey: theirs.privateKey }
const keyTrust = { kind: 'ed25519', ownKey: ours.privateKey, peerKey: theirs.publicKey } as const
const TBS = Uint8Array.of(1, 2, 3)

let server: Server | undefined
afterEach(() => server?.close())

async function listen(made: Server): Promise<string> {
  server = made
  await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve))
  const address = made.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/sign`
}

/** node:crypto signs no bare hash with an EC key, so the host asks a key that hashes by itself in this test. */
const host = (caller: RemoteCaller, nowMs = SAMPLE_NOW_MS, tbs = TBS) =>
  listen(
    createRemoteSignerHost({
      caller,
      clock: { now: () => nowMs },
      signDigest: async algorithm => (algorithm === 'ecdsa-sha256' ? sign('sha256', tbs, house.sealKey) : null),
    }),
  )

const remote = (url: string, more: Partial<RemoteSignerOptions> = {}) =>
  signerFromRemote(seal, { url, trust: keyTrust, clock, retryAfterMs: [1, 1], timeoutMs: 500, ...more })

describe('a signer on another machine', () => {
  it('signs for a server whose key it knows', async () => {
    const signature = await remote(await host(byKeys)).sign(TBS)
    expect(signature.length).toBeGreaterThan(60)
  })

  it('signs for a bearer', async () => {
    const url = await host({ kind: 'bearer', token: 'a-long-secret' })
    await expect(remote(url, { trust: { kind: 'bearer', token: 'a-long-secret' } }).sign(TBS)).resolves.toBeDefined()
    await expect(remote(url, { trust: { kind: 'bearer', token: 'another' } }).sign(TBS)).rejects.toThrow('status 401')
  })

  it('lets no stranger sign, no old request, and no key that the seal has not', async () => {
    const stranger = { ...keyTrust, ownKey: strange.privateKey }
    await expect(remote(await host(byKeys), { trust: stranger }).sign(TBS)).rejects.toThrow('status 401')
    await expect(remote(await host(byKeys, SAMPLE_NOW_MS + 121_000)).sign(TBS)).rejects.toThrow('status 401')
    const other = sampleAuthority({
      seal: { publicKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey },
      signs: false,
    })
    const rsa = signerFromRemote(sealCertificates(other.seal, []), { url: await host(byKeys), trust: keyTrust, clock })
    await expect(rsa.sign(TBS)).rejects.toThrow('status 422')
  })

  it('is believed only under its own key, and only with a signature that fits', async () => {
    const impostor = { ...keyTrust, peerKey: strange.publicKey }
    await expect(remote(await host(byKeys), { trust: impostor }).sign(TBS)).rejects.toThrow(
      /not by the signing machine/,
    )
    const wrong = await host(byKeys, SAMPLE_NOW_MS, Uint8Array.of(9))
    await expect(remote(wrong).sign(TBS)).rejects.toThrow(/not by the seal's key/)
  })

  it('is asked again with the same id when it is slow, broken or away, and given up in time', async () => {
    const bodies: string[] = []
    const answers = [() => undefined, (response: { destroy(): void }) => response.destroy()]
    const real = createRemoteSignerHost({
      ...{ caller: byKeys, clock },
      signDigest: async () => sign('sha256', TBS, house.sealKey),
    })
    const url = await listen(
      createServer((request, response) => {
        const answer = answers.shift()
        if (!answer) return void real.emit('request', request, response)
        request.on('data', part => bodies.push(JSON.parse(String(part)).requestId))
        request.on('end', () => answer(response))
      }),
    )
    await expect(remote(url).sign(TBS)).resolves.toBeDefined()
    expect(bodies).toHaveLength(2)
    expect(new Set(bodies).size).toBe(1)
    server?.closeAllConnections()
    server?.close()
    await expect(remote(url).sign(TBS)).rejects.toThrow(/unreachable, ECONNREFUSED/)
  })

  it('may not flood, and what it says must make sense', async () => {
    const say = (text: string | Uint8Array) => listen(createServer((_, response) => void response.end(text)))
    const bearer = { trust: { kind: 'bearer', token: 'x' } } as const
    await expect(remote(await say(new Uint8Array(20_000)), bearer).sign(TBS)).rejects.toThrow(/too-large/)
    for (const text of ['', 'null', '{"requestId":"x","signature":"AA=="}', '{']) {
      await expect(remote(await say(text), bearer).sign(TBS)).rejects.toThrow(/makes no sense/)
    }
  })
})

describe('trying a seal at start', () => {
  it('tells how long it may be used', async () => {
    const facts = await checkSeal(house.signer, pem(house.root), clock)
    expect(facts.usableUntilMs).toBe(SAMPLE_NOW_MS + 365 * 24 * 3600 * 1000)
  })

  it('stops the start with the reason', async () => {
    const wrongRoot = sampleAuthority()
    await expect(checkSeal(house.signer, pem(wrongRoot.root), clock)).rejects.toThrow(/no-path-to-anchor/)
    await expect(checkSeal(house.signer, '', clock)).rejects.toThrow(/no certificate/)
    const later = { now: () => SAMPLE_NOW_MS + 400 * 24 * 3600 * 1000 }
    await expect(checkSeal(house.signer, pem(house.root), later)).rejects.toThrow(/certificate-expired/)
    const tls = sampleAuthority({ seal: { purposes: ['1.3.6.1.5.5.7.3.1'] } })
    await expect(checkSeal(tls.signer, pem(tls.root), clock)).rejects.toThrow(/signer-purpose/)
    const swapped = { ...house.signer, sign: sampleAuthority().signer.sign }
    await expect(checkSeal(swapped, pem(house.root), clock)).rejects.toThrow(/signature-mismatch/)
    expect(derOfPem(pem(house.root))).toHaveLength(1)
  })
})
