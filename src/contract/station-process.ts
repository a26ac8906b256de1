import { z } from 'zod'

/**
 * How a shell and its station speak about themselves; what a screen says goes through ports of its own (`kiosk.ts`).
 *
 * The shell starts the station's entry with `--config FILE`. Under Electron the station is a utility process: an order to
 * attach a renderer brings the MessagePort with it. Under plain Node it is a child with an IPC channel (advanced
 * serialization): notices and orders share that channel with the numbered channels of `transport/channels.ts`, one a
 * renderer. When the shell's side of the channel ends, the station ends too.
 */

/** Station to shell. */
export const stationNoticeSchema = z.discriminatedUnion('kind', [
  /** Screens may attach: they are served, or told why nobody can be. */
  z.object({ kind: z.literal('ready') }),
  /** The event loop turns; sent every `HEARTBEAT_MS` from the first moment on. */
  z.object({ kind: z.literal('alive') }),
  /** The station can't start and says why, for staff: no personal data. It ends with `EXIT_CONFIGURATION` if a restart can't help. */
  z.object({ kind: z.literal('fatal'), detail: z.string().max(2000) }),
])
export type StationNotice = z.infer<typeof stationNoticeSchema>

/** Shell to station. */
export const shellOrderSchema = z.discriminatedUnion('kind', [
  /** A screen is there; its MessagePort comes with this order (utility process only). */
  z.object({ kind: z.literal('attach-renderer') }),
  /** End in good order: finish the write that is under way, close the devices, exit 0. */
  z.object({ kind: z.literal('stop') }),
])
export type ShellOrder = z.infer<typeof shellOrderSchema>

/** How often a station says that it is alive. */
export const HEARTBEAT_MS = 3_000
/** A station that has been silent for so long is wedged and gets killed. */
export const SILENCE_MS = 15_000
/** How long a station may take from its start to its first sign of life: a cold disk is slow. */
export const START_SILENCE_MS = 60_000
/** How long a station may take to end in good order. */
export const STOP_MS = 5_000
/** Exit code of a station or shell whose configuration is refused (EX_CONFIG of sysexits.h): no restart can help. */
export const EXIT_CONFIGURATION = 78
