import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// A busy machine is not a failure.
configure({ asyncUtilTimeout: 10_000 });

// Without the browser's animations Fluent shows the end of each motion at once.
Reflect.deleteProperty(Element.prototype, "animate");

// Nothing in a test asks the network; a test that needs answers gives them itself.
globalThis.fetch = () => Promise.reject(new TypeError("no network in tests"));

afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

// Nothing has a size here, so nothing is observed.
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
