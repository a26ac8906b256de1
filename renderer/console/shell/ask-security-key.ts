import type { AskedOfKey } from '../../../src/contract/staff-api.ts'

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), one => one.charCodeAt(0))
const textOf = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

/** Asks a security key to sign (WebAuthn), and says its answer as the server reads it. Rejects when there is none, or the person gives up. */
export async function askSecurityKey(asked: AskedOfKey): Promise<unknown> {
  const { challenge, allowCredentials, rpId, timeout, userVerification } = asked
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: bytesOf(challenge),
    allowCredentials: allowCredentials.map(({ id, transports }) => ({
      ...{ id: bytesOf(id), type: 'public-key' },
      ...(transports && { transports: transports as AuthenticatorTransport[] }),
    })),
    ...(rpId !== undefined && { rpId }),
    ...(timeout !== undefined && { timeout }),
    ...(userVerification && { userVerification }),
  }
  const key = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null
  if (!key) throw new Error('no key has answered')
  const { authenticatorData, signature, clientDataJSON } = key.response as AuthenticatorAssertionResponse
  return {
    ...{ id: key.id, rawId: textOf(key.rawId), type: key.type },
    response: {
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
      clientDataJSON: textOf(clientDataJSON),
    },
  }
}
