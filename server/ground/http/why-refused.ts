/** Why a request is refused that none of our own code has seen, by the status of the answer. Which program refused it is nobody's affair. */
const WHYS: Readonly<Record<number, string>> = {
  400: 'not a request that can be read',
  408: 'the request took too long',
  411: 'the body comes without its length',
  413: 'the body is too large',
  414: 'the address is too long',
  415: 'not a type of body that is taken here',
  417: 'not an expectation that is met here',
  431: 'the head of the request is too large',
}

/** In a few words, for whoever has written the program that asks. */
export const whyRefused = (status: number): string => WHYS[status] ?? 'not a request that is answered'
