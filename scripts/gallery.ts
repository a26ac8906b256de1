import { parseArgs } from 'node:util'
import { startGalleryServer } from '../renderer/gallery-server.ts'
import { wholeNumber } from '../src/plain-number.ts'

const DEFAULT_PORT = '5180'

// npm run gallery [-- --port 5180]: every screen and part in every language, side by side, until it is interrupted.
const { values } = parseArgs({ options: { port: { type: 'string', default: DEFAULT_PORT } } })
const port = wholeNumber(values.port, 0, 65_535)
if (port === null) {
  console.error('usage: npm run gallery [-- --port N]')
  process.exitCode = 2
} else {
  const { address } = await startGalleryServer({ port })
  console.log(`Screens and parts: ${address}`)
}
