import { webcrypto } from 'node:crypto'
import { createEngine, type Engine } from '../../src/pdf/engine.ts'
import { PdfRefusal, type ReasonCode } from '../../src/pdf/reasons.ts'
import { SM2_LIBRARY } from '../../src/pdf/sm2-library.ts'
import { err, ok, type Result } from '../../src/result.ts'

/** The engine that judges finished files, for proofs before they are put into one. */
export function proofEngine(): Engine {
  return createEngine({ anchors: [], webCrypto: webcrypto, sm2: SM2_LIBRARY })
}

/** What the engine refuses, as a value. */
export async function refusalAsValue<T>(check: () => T | Promise<T>): Promise<Result<T, ReasonCode>> {
  try {
    return ok(await check())
  } catch (error) {
    if (error instanceof PdfRefusal) return err(error.code)
    throw error
  }
}
