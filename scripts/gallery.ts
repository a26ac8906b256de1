import { parseArgs } from 'node:util'
import { startGalleryServer } from '../renderer/gallery-server.ts'

const DEFAULT_PORT = '5180'

// npm run gallery [-- --port 5180]: every screen and part in every language, side by side, until it is interrupted.
const { values } = parseArgs({ options: { port: { type: 'string', default: DEFAULT_PORT } } })
const { address } = await startGalleryServer({ port: Number(values.port) })
console.log(`Screens and parts: ${address}`)
