/** On a narrow screen the editors need the width more than the pane beside them does. */
export const isNarrow = (): boolean => window.innerWidth <= 1000
