/** What an object has now. The function that is given back makes it so again: what came since goes, what changed is as it was. */
export function remember(object) {
  const before = Object.getOwnPropertyDescriptors(object);
  return () => {
    for (const key of Reflect.ownKeys(object)) {
      const [was, is] = [before[key], Object.getOwnPropertyDescriptor(object, key)];
      if (!was) Reflect.deleteProperty(object, key);
      else if (is.value !== was.value || is.get !== was.get) Object.defineProperty(object, key, was);
    }
    for (const key of Reflect.ownKeys(before)) {
      if (!Object.hasOwn(object, key)) Object.defineProperty(object, key, before[key]);
    }
  };
}
