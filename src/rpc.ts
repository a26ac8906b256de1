import { z } from 'zod'
import type { Port } from './port.ts'

/** One method of a contract: what goes in and what comes out, as zod schemas. */
export interface Method {
  readonly input: z.ZodType
  readonly output: z.ZodType
}

/** What two processes may say to each other: calls that are answered, and events that are not. */
export interface Contract {
  readonly methods: Record<string, Method>
  readonly events: Record<string, z.ZodType>
}

type Input<C extends Contract, M extends keyof C['methods']> = z.input<C['methods'][M]['input']>
type ParsedInput<C extends Contract, M extends keyof C['methods']> = z.output<C['methods'][M]['input']>
type Output<C extends Contract, M extends keyof C['methods']> = z.output<C['methods'][M]['output']>
type Event<C extends Contract, E extends keyof C['events']> = z.output<C['events'][E]>

/** The serving side: one function a method. */
export type Handlers<C extends Contract> = {
  [M in keyof C['methods']]: (input: ParsedInput<C, M>) => Promise<Output<C, M>> | Output<C, M>
}

export interface Server<C extends Contract> {
  /** Sends an event to the other side. */
  emit<E extends keyof C['events'] & string>(name: E, payload: Event<C, E>): void
  /** Answers nothing any more, so that another may serve the same port; the port stays open. */
  end(): void
}

export interface Client<C extends Contract> {
  /** Calls a method. Rejects with `RpcError` when the port closes, the time is over, or an answer breaks the contract. */
  call<M extends keyof C['methods'] & string>(method: M, input: Input<C, M>): Promise<Output<C, M>>
  /** Calls `listener` for each event of that name. Returns a function that ends the subscription. */
  on<E extends keyof C['events'] & string>(name: E, listener: (payload: Event<C, E>) => void): () => void
  readonly port: Port
}

/** Why a call was not answered as the contract says. */
export class RpcError extends Error {
  readonly kind: 'closed' | 'timeout' | 'refused' | 'nonsense'
  constructor(kind: RpcError['kind'], message: string) {
    super(message)
    this.name = 'RpcError'
    this.kind = kind
  }
}

const callSchema = z.object({
  type: z.literal('call'),
  id: z.int().min(0),
  method: z.string().max(64),
  input: z.unknown(),
})
const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reply'), id: z.int(), output: z.unknown() }),
  z.object({ type: z.literal('refusal'), id: z.int(), reason: z.string() }),
  z.object({ type: z.literal('event'), name: z.string(), payload: z.unknown() }),
])

/**
 * Answers the calls that come through `port`. Input is parsed before a handler sees it; what does not fit the contract is
 * refused and loses nothing. A handler that throws is a bug: `onBug` hears of it and the caller gets a refusal.
 */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  port: Port,
  onBug: (error: unknown) => void,
): Server<C> {
  const end = port.onMessage(message => {
    const call = callSchema.safeParse(message)
    if (!call.success) return
    const { id, method, input } = call.data
    const refuse = (reason: string) => port.post({ type: 'refusal', id, reason })
    const described = Object.hasOwn(contract.methods, method) ? contract.methods[method] : undefined
    if (!described) return refuse(`no method ${method}`)
    const parsed = described.input.safeParse(input)
    if (!parsed.success) return refuse(z.prettifyError(parsed.error))
    const handler = handlers[method] as (input: unknown) => unknown
    Promise.resolve()
      .then(() => handler(parsed.data))
      .then(
        output => port.post({ type: 'reply', id, output }),
        (error: unknown) => {
          refuse('internal error')
          onBug(error)
        },
      )
  })
  return { emit: (name, payload) => port.post({ type: 'event', name, payload }), end }
}

export interface ConnectOptions {
  /** How long a call may take before it is given up. */
  readonly timeoutMs: number
  /** Timers, so that tests own the clock. */
  readonly schedule: (run: () => void, delayMs: number) => () => void
}

/** The calling side of a contract over `port`. Every answer and event is parsed before anyone sees it. */
export function connect<C extends Contract>(contract: C, port: Port, options: ConnectOptions): Client<C> {
  interface Waiting {
    readonly method: string
    settle(outcome: { output: unknown } | { error: RpcError }): void
  }
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(payload: never) => void>>()
  let nextId = 0
  let closed = false

  const receive = (message: unknown) => {
    const reply = replySchema.safeParse(message)
    if (!reply.success) return
    if (reply.data.type === 'event') return emit(reply.data.name, reply.data.payload)
    const call = waiting.get(reply.data.id)
    if (!call) return
    waiting.delete(reply.data.id)
    if (reply.data.type === 'refusal') return call.settle({ error: new RpcError('refused', reply.data.reason) })
    const parsed = contract.methods[call.method]!.output.safeParse(reply.data.output)
    call.settle(
      parsed.success ? { output: parsed.data } : { error: new RpcError('nonsense', z.prettifyError(parsed.error)) },
    )
  }
  const emit = (name: string, payload: unknown) => {
    const described = Object.hasOwn(contract.events, name) ? contract.events[name] : undefined
    const parsed = described?.safeParse(payload)
    if (!parsed?.success) return
    for (const listener of listeners.get(name) ?? []) listener(parsed.data as never)
  }
  port.onMessage(receive)
  port.onClose(() => {
    closed = true
    for (const call of waiting.values()) call.settle({ error: new RpcError('closed', 'the port closed') })
    waiting.clear()
  })

  return {
    port,
    call: (method, input) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new RpcError('closed', 'the port is closed'))
        const id = nextId++
        const cancel = options.schedule(() => {
          waiting.delete(id)
          reject(new RpcError('timeout', `${method} took longer than ${options.timeoutMs} ms`))
        }, options.timeoutMs)
        waiting.set(id, {
          method,
          settle: outcome => {
            cancel()
            if ('output' in outcome) resolve(outcome.output as never)
            else reject(outcome.error)
          },
        })
        port.post({ type: 'call', id, method, input })
      }),
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener as (payload: never) => void))
      return () => set.delete(listener as (payload: never) => void)
    },
  }
}
