// Equal questions of one request are asked once: nesting asks for the same page of the same person again and again.

/**
 * `read`, with each answer kept for as long as the result is: make one for each request. Questions are equal when their
 * JSON is. A failure is an answer too.
 */
export function readOnce<Question, Answer>(
  read: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>()
  return (question) => {
    const key = JSON.stringify(question)
    const answer = answers.get(key) ?? read(question)
    answers.set(key, answer)
    return answer
  }
}
