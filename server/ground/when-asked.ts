/** Something that is made the first time that somebody asks for it, and once. */
export interface WhenAsked<Made> {
  ask(): Promise<Made>
  /** Resolves when it is made or has failed; at once when nobody has asked. */
  settled(): Promise<void>
}

export function whenAsked<Made>(make: () => Promise<Made>): WhenAsked<Made> {
  let making: Promise<Made> | undefined
  return {
    ask: () => {
      making ??= make()
      return making
    },
    settled: async () => {
      await making?.catch(() => undefined)
    },
  }
}
