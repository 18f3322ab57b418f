export function remember(object: object): () => void;
