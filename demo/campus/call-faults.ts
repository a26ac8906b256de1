import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'

/** Before the work is done or after it: a ticket is still good, or it is spent and nobody was told. */
const where = z.enum(['before', 'after']).default('after')

/** What can befall any call, of whatever double. */
export const callFaults = [
  z.object({ kind: z.literal('slow'), ms: z.int().min(0) }),
  z.object({ kind: z.literal('hang'), where }),
  z.object({ kind: z.literal('down'), where }),
  z.object({ kind: z.literal('http502'), where }),
] as const
export const CALL_FAULTS = ['slow', 'hang', 'down', 'http502'] as const
export type CallFault = z.output<(typeof callFaults)[number]>

type Work = (response: ServerResponse) => void | Promise<void>

/** Does the work as a fault has it, or as it should be when there is none. */
export async function misbehaving(
  fault: CallFault | undefined,
  clock: Pick<Clock, 'after'>,
  response: ServerResponse,
  work: Work,
): Promise<void> {
  if (!fault) return work(response)
  if (fault.kind === 'slow') {
    await new Promise<void>(resolve => clock.after(fault.ms, resolve))
    return work(response)
  }
  // What it says is lost, what it does is done.
  if (fault.where === 'after') await work(new ServerResponse(new IncomingMessage(new Socket())))
  if (fault.kind === 'down') response.destroy()
  if (fault.kind === 'http502') response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>502</html>')
}
