import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

/** What pages ask of a security key, as far as this one looks. */
export interface Asked {
  readonly challenge: string
  readonly rp?: { readonly id?: string }
  readonly rpId?: string
  readonly allowCredentials?: readonly { readonly id: string }[]
}

/** How this key misbehaves. */
export interface Mood {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  /** What it says of having asked for a finger or a number. */
  readonly verifiesUser?: boolean
  readonly counter?: number
}

/** A security key of the tests, after the text of WebAuthn Level 3: ES256, attestation `none`, a counter. */
export interface SoftwareKey {
  readonly id: string
  make(asked: Asked, mood?: Mood): unknown
  sign(asked: Asked, mood?: Mood): unknown
}

export function createSoftwareKey(ownOrigin: string): SoftwareKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credentialId = randomBytes(32)
  const id = credentialId.toString('base64url')
  let counter = 0

  const clientData = (type: 'webauthn.create' | 'webauthn.get', asked: Asked, mood: Mood) =>
    Buffer.from(
      JSON.stringify({
        ...{ type, challenge: mood.challenge ?? asked.challenge, origin: mood.origin ?? ownOrigin, crossOrigin: false },
      }),
    )
  const head = (asked: Asked, { rpId, verifiesUser = true, counter: said }: Mood, more: number) => {
    const host = rpId ?? asked.rp?.id ?? asked.rpId ?? ''
    const count = Buffer.alloc(4)
    counter++
    count.writeUInt32BE(said ?? counter)
    const flags = 0x01 | (verifiesUser ? 0x04 : 0) | more
    return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from([flags]), count])
  }
  const credential = (response: object) => ({ id, rawId: id, type: 'public-key', response })

  return {
    id,
    make: (asked, mood = {}) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      // COSE_Key: kty EC2, alg ES256, crv P-256, x, y.
      const cose = Buffer.concat([
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
        cborBytes(Buffer.from(x, 'base64url')),
        Buffer.from([0x22]),
        cborBytes(Buffer.from(y, 'base64url')),
      ])
      const authData = Buffer.concat([head(asked, mood, 0x40), Buffer.alloc(16), length, credentialId, cose])
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        ...[cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.from([0xa0])],
        ...[cborText('authData'), cborBytes(authData)],
      ])
      return credential({
        clientDataJSON: clientData('webauthn.create', asked, mood).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['usb'],
      })
    },
    sign: (asked, mood = {}) => {
      const data = clientData('webauthn.get', asked, mood)
      const authData = head(asked, mood, 0)
      const signed = createSign('sha256').update(authData).update(createHash('sha256').update(data).digest())
      return credential({
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signed.sign(privateKey).toString('base64url'),
      })
    },
  }
}

/** RFC 8949: a string of bytes, and one of text. */
function cborBytes(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.length < 256 ? Buffer.from([0x58, bytes.length]) : longHead(bytes.length), bytes])
}
const longHead = (length: number) => Buffer.from([0x59, length >> 8, length & 0xff])
const cborText = (text: string) => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
