/** What a tone is for: a touch, something that went well, and something that wants to be read. */
export type Tone = 'touch' | 'done' | 'attention'

/** Pitch in Hz and length in seconds of each note, one after the other. */
const NOTES: Readonly<Record<Tone, readonly (readonly [hertz: number, seconds: number])[]>> = {
  touch: [[1_200, 0.03]],
  done: [
    [660, 0.12],
    [880, 0.2],
  ],
  attention: [
    [520, 0.14],
    [390, 0.22],
  ],
}

let context: AudioContext | null = null

/** Plays a tone at a volume of 0 to 100. A machine without a loudspeaker plays nothing, and nothing else happens. */
export function play(tone: Tone, volumePercent: number): void {
  if (volumePercent <= 0 || typeof AudioContext === 'undefined') return
  try {
    context ??= new AudioContext()
    void context.resume()
    const loudness = context.createGain()
    // The ear hears powers, not parts.
    loudness.gain.value = (Math.min(100, volumePercent) / 100) ** 2
    loudness.connect(context.destination)
    let at = context.currentTime
    for (const [hertz, seconds] of NOTES[tone]) {
      const voice = context.createOscillator()
      voice.frequency.value = hertz
      voice.connect(loudness)
      voice.start(at)
      at += seconds
      voice.stop(at)
    }
  } catch {
    // No device to play on.
  }
}
