/** What is `pending`, or an Error with this message when it takes longer; it goes on all the same. */
export async function within<T>(milliseconds: number, pending: Promise<T>, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds)
  })
  return Promise.race([pending, late]).finally(() => clearTimeout(timer))
}
