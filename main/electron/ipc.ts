import type { IpcMain, WebContents, WebFrameMain } from 'electron'
import type { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { fitsWithin } from '../../src/transport/message-size.ts'
import { isOwnAddress } from './scheme.ts'

/** As much of an IPC event as decides who speaks. */
export interface IpcSender {
  readonly senderFrame: Pick<WebFrameMain, 'url'> | null
  readonly sender: Pick<WebContents, 'mainFrame'>
}

export type IpcRefusal = 'sender' | 'size' | 'schema' | 'rate'

export interface GuardedIpcOptions {
  readonly ipcMain: Pick<IpcMain, 'on'>
  readonly clock: Clock
  /** Hears of each message that was dropped, for the log. */
  readonly onRefused: (channel: string, why: IpcRefusal) => void
}

export interface GuardedIpc {
  /** Calls `listener` with each message on `channel` that passes every check; the others are dropped. */
  on<S extends z.ZodType>(channel: string, schema: S, listener: (input: z.output<S>, sender: WebContents) => void): void
}

const MAX_BYTES = 64 * 1024
/** Far above what a page does (a heartbeat and a connect), far below what would keep this process busy. */
const MAX_PER_SECOND = 50

/**
 * The only way by which a page's messages enter the shell. Each must come from the main frame of its page, from the kiosk's
 * own address, be small, fit its schema, and not come in a flood.
 */
export function guardIpc(options: GuardedIpcOptions): GuardedIpc {
  return {
    on: (channel, schema, listener) => {
      const tooMany = rateLimit(options.clock)
      options.ipcMain.on(channel, (event, ...args) => {
        if (!isOwnMainFrame(event)) return options.onRefused(channel, 'sender')
        if (tooMany()) return options.onRefused(channel, 'rate')
        if (args.length > 1 || !fitsWithin(args[0], MAX_BYTES)) return options.onRefused(channel, 'size')
        const input = schema.safeParse(args[0])
        if (!input.success) return options.onRefused(channel, 'schema')
        listener(input.data, event.sender)
      })
    },
  }
}

/** Whether a message comes from the top of a page of ours; a frame that is gone has no say. */
export function isOwnMainFrame({ senderFrame, sender }: IpcSender): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnAddress(senderFrame.url)
}

function rateLimit(clock: Clock): () => boolean {
  let allowance = MAX_PER_SECOND
  let lastMs = clock.monotonic()
  return () => {
    const nowMs = clock.monotonic()
    allowance = Math.min(MAX_PER_SECOND, allowance + ((nowMs - lastMs) * MAX_PER_SECOND) / 1000)
    lastMs = nowMs
    if (allowance < 1) return true
    allowance--
    return false
  }
}
