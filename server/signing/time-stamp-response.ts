import { encodingOf, readWholeDer, sequenceOf } from '../../src/pdf/der.ts'
import { smallInteger } from '../../src/pdf/der-values.ts'
import { PdfRefusal } from '../../src/pdf/reasons.ts'
import { err, ok, type Result } from '../../src/result.ts'

/** Why an answer holds no time stamp. */
export type ResponseFailure = 'refused' | 'malformed'

/** Granted, with or without changes to what was asked (RFC 3161, 2.4.2). */
const GRANTED = [0, 1]

/** The token that a TimeStampResp holds, a ContentInfo in DER. What it says and who signed it is not looked at. */
export function readTimeStampResponse(body: Uint8Array): Result<Uint8Array, ResponseFailure> {
  try {
    const [status, token] = sequenceOf(readWholeDer(body))
    if (!GRANTED.includes(smallInteger(sequenceOf(status)[0]))) return err('refused')
    return token ? ok(encodingOf(token).slice()) : err('malformed')
  } catch (error) {
    if (error instanceof PdfRefusal) return err('malformed')
    throw error
  }
}
