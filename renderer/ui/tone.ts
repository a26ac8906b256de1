/** Two short notes, the lower one second: heard, and not taken. */
const NOTES_HZ = [660, 440]
const NOTE_SECONDS = 0.12
const VOLUME = 0.15

/** Sounds two short notes. A page that may not make a sound stays silent. */
export function soundTone(): void {
  if (typeof AudioContext === 'undefined') return
  const audio = new AudioContext()
  const volume = new GainNode(audio, { gain: VOLUME })
  volume.connect(audio.destination)
  const begin = audio.currentTime
  for (const [index, frequency] of NOTES_HZ.entries()) {
    const note = new OscillatorNode(audio, { frequency })
    note.connect(volume)
    note.start(begin + index * NOTE_SECONDS)
    note.stop(begin + (index + 1) * NOTE_SECONDS)
    if (index === NOTES_HZ.length - 1) note.onended = () => void audio.close()
  }
}
