import { type DestinationStream, type Logger, pino } from 'pino'

/**
 * The server's one log: a line of JSON an event, on stderr. Nothing personal is handed to it. Of an error only message, code
 * and stack are kept, since a database adds the values of a row; the redaction is a further wall.
 */
export function createServerLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ['*.name', '*.idNumber', '*.uid', '*.personId', '*.nameMasked', '*.numberMasked'],
        censor: '[personal]',
      },
      serializers: { err: plainError },
    },
    destination,
  )
}

function plainError(error: unknown) {
  if (!(error instanceof Error)) return { message: 'something that is no error was thrown' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { message: error.message, code, stack: error.stack }
}
