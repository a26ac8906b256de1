import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, scryptSync, sign } from 'node:crypto'
import { SIGNATURE_HEADERS, textToSign } from '../../src/contract/request-signature.ts'

/** A terminal's own key and how it signs: written from the contract, sharing nothing with the server's side but its texts. */
export interface TerminalDouble {
  readonly publicKey: string
  /** What goes with an enrolment in place of its code. */
  prove(code: string): { readonly mac: string; readonly publicKey: string; readonly proof: string }
  headers(request: {
    terminalId: string
    method: string
    target: string
    body: string
    timeMs: number
    nonce?: string
  }): Record<string, string>
}

export function createTerminalDouble(): TerminalDouble {
  const { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const signed = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64')
  return {
    publicKey: spki,
    prove: code => {
      const secret = scryptSync(code, 'yinzheng-enrolment-code', 32)
      const mac = createHmac('sha256', secret).update(`yinzheng-enrol\n${spki}`).digest('base64')
      return { mac, publicKey: spki, proof: signed(`yinzheng-enrol\n${mac}\n${spki}`) }
    },
    headers: ({ terminalId, method, target, body, timeMs, nonce = randomBytes(16).toString('base64url') }) => {
      const bodySha256 = createHash('sha256').update(body).digest('hex')
      const text = textToSign({ method, target, timeMs: String(timeMs), nonce, bodySha256, terminalId })
      return {
        [SIGNATURE_HEADERS.terminal]: terminalId,
        [SIGNATURE_HEADERS.time]: String(timeMs),
        [SIGNATURE_HEADERS.nonce]: nonce,
        [SIGNATURE_HEADERS.signature]: signed(text),
      }
    },
  }
}
