import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'

/** EdDSA, ES256, RS256. */
const ALGORITHMS = [-8, -7, -257]
const TIMEOUT_MS = 120_000

const text = (charactersMax: number) => z.string().max(charactersMax)
const transportsSchema = z.array(text(20)).max(10)
const idSchema = text(1_400).regex(/^[A-Za-z0-9_-]+$/)
const registrationSchema = z.object({
  ...{ id: idSchema, rawId: idSchema, type: z.literal('public-key') },
  response: z.object({
    ...{ clientDataJSON: text(4_000), attestationObject: text(20_000) },
    transports: transportsSchema.default([]),
  }),
})
const assertionSchema = z.object({
  ...{ id: idSchema, rawId: idSchema, type: z.literal('public-key') },
  response: z.object({ clientDataJSON: text(4_000), authenticatorData: text(4_000), signature: text(4_000) }),
})

/** A key as it is kept. */
export interface KeptKey {
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly transports: readonly string[]
  readonly counter: number
}

/** Security keys, by WebAuthn: bound to the host of the server, with the finger or the number of whoever holds them. */
export interface SecurityKeys {
  /** What `navigator.credentials.create` is to be given, as JSON. */
  askForNew(challenge: string, person: { staffId: string; name: string }, known: readonly KeptKey[]): Promise<unknown>
  /** What `navigator.credentials.get` is to be given, as JSON. */
  ask(challenge: string, known: readonly KeptKey[]): Promise<unknown>
  /** Null when what came is not what was asked for. */
  readNew(said: unknown, challenge: string): Promise<KeptKey | null>
  /** Which key is meant, before anything of it is believed. */
  idIn(said: unknown): string | null
  /** The new count of a key that has signed; null when it has not, or counts backwards as a copy would. */
  read(said: unknown, challenge: string, key: KeptKey): Promise<number | null>
}

/** @param publicBaseUrl where browsers find the server: a key of one host is worth nothing at another */
export function createSecurityKeys(publicBaseUrl: string, rpName: string): SecurityKeys {
  const { hostname: rpID, origin } = new URL(publicBaseUrl)
  const descriptorsOf = (keys: readonly KeptKey[]) =>
    keys.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] }))
  const expected = { expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true }
  return {
    askForNew: (challenge, { staffId, name }, known) =>
      generateRegistrationOptions({
        ...{ rpName, rpID, userName: name, userDisplayName: name, userID: new Uint8Array(Buffer.from(staffId)) },
        ...{ challenge: fromBase64(challenge), timeout: TIMEOUT_MS, attestationType: 'none' },
        ...{ excludeCredentials: descriptorsOf(known), supportedAlgorithmIDs: ALGORITHMS },
        authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
      }),
    ask: (challenge, known) =>
      generateAuthenticationOptions({
        ...{ rpID, challenge: fromBase64(challenge), timeout: TIMEOUT_MS, userVerification: 'required' },
        allowCredentials: descriptorsOf(known),
      }),
    readNew: async (said, expectedChallenge) => {
      const response = registrationSchema.safeParse(said)
      if (!response.success) return null
      const sent = { ...response.data, clientExtensionResults: {} }
      const read = await verifyRegistrationResponse({
        ...{ response: sent, expectedChallenge, ...expected, supportedAlgorithmIDs: ALGORITHMS },
      }).catch(() => null)
      if (!read?.verified) return null
      const { id, publicKey, counter } = read.registrationInfo.credential
      return { credentialId: id, publicKey, transports: response.data.response.transports, counter }
    },
    idIn: said => assertionSchema.safeParse(said).data?.id ?? null,
    read: async (said, expectedChallenge, { credentialId, publicKey, counter }) => {
      const response = assertionSchema.safeParse(said)
      if (!response.success) return null
      const read = await verifyAuthenticationResponse({
        ...{ response: { ...response.data, clientExtensionResults: {} }, expectedChallenge, ...expected },
        credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
      }).catch(() => null)
      return read?.verified ? read.authenticationInfo.newCounter : null
    },
  }
}

const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
