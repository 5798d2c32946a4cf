import { api, as, done, read } from "../api/client";
import { newCommandId } from "../api/commandId";
import type {
  SchemaAddFieldRequest,
  SchemaBoardRole,
  SchemaCopyCardRequest,
  SchemaEditBoardRequest,
  SchemaEditChecklistItemRequest,
  SchemaEditColumnRequest,
  SchemaEditFieldRequest,
  SchemaRuleRequest,
  SchemaUnitKind,
} from "../api/schema";
import type { Card, CardEdit, Place } from "./board";
import type { Command } from "./session";

const body = (before: string | undefined) => (before === undefined ? {} : { before });

export const moveCard = (board: string, card: string, { column, before }: Place): Command => ({
  draft: { kind: "move", card, column, before },
  send: (command) =>
    read(
      api.POST("/api/boards/{board}/cards/{card}/move", {
        params: { path: { board, card }, header: as(command) },
        body: { column, ...body(before) },
      }),
    ),
});

export const createCard = (board: string, column: string, title: string): Command => ({
  draft: { kind: "create", card: newCommandId(), column, title, before: undefined },
  send: (command) =>
    read(
      api.POST("/api/boards/{board}/cards", {
        params: { path: { board }, header: as(command) },
        body: { column, title },
      }),
    ),
});

export const editCard = (board: string, card: string, seen: number, edit: CardEdit): Command => ({
  draft: { kind: "edit", card, edit },
  send: (command) =>
    read(
      api.PATCH("/api/boards/{board}/cards/{card}", {
        params: { path: { board, card }, header: as(command) },
        body: { seen, fields: edit },
      }),
    ),
});

export const archiveCard = (board: string, card: string): Command => ({
  draft: { kind: "archive", card },
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/cards/{card}/archive", {
        params: { path: { board, card }, header: as(command) },
      }),
    ),
});

export const restoreCard = (board: string, card: string): Command => ({
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/cards/{card}/restore", {
        params: { path: { board, card }, header: as(command) },
      }),
    ),
});

export const addComment = (board: string, card: string, text: string): Command => ({
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/cards/{card}/comments", {
        params: { path: { board, card }, header: as(command) },
        body: { text },
      }),
    ),
});

export const editComment = (board: string, card: string, comment: string, text: string): Command => ({
  send: (command) =>
    done(
      api.PUT("/api/boards/{board}/cards/{card}/comments/{comment}", {
        params: { path: { board, card, comment }, header: as(command) },
        body: { text },
      }),
    ).then(() => true),
});

export const removeComment = (board: string, card: string, comment: string): Command => ({
  send: (command) =>
    done(
      api.DELETE("/api/boards/{board}/cards/{card}/comments/{comment}", {
        params: { path: { board, card, comment }, header: as(command) },
      }),
    ),
});

export const addLink = (board: string, card: string, url: string, title: string): Command => ({
  send: (command) =>
    read(
      api.POST("/api/boards/{board}/cards/{card}/links", {
        params: { path: { board, card }, header: as(command) },
        body: title === "" ? { url } : { url, title },
      }),
    ),
});

export const editLink = (board: string, card: string, link: string, url: string, title: string): Command => ({
  send: (command) =>
    read(
      api.PUT("/api/boards/{board}/cards/{card}/links/{link}", {
        params: { path: { board, card, link }, header: as(command) },
        body: title === "" ? { url } : { url, title },
      }),
    ),
});

export const removeLink = (board: string, card: string, link: string): Command => ({
  send: (command) =>
    done(
      api.DELETE("/api/boards/{board}/cards/{card}/links/{link}", {
        params: { path: { board, card, link }, header: as(command) },
      }),
    ),
});

export const trashCard = (board: string, card: string): Command => ({
  draft: { kind: "archive", card },
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/cards/{card}/trash", {
        params: { path: { board, card }, header: as(command) },
      }),
    ),
});

/** @param copy Where it goes and what it is called; beside the original and like it where nothing is said. */
export const copyCard = (board: string, card: string, copy: SchemaCopyCardRequest = {}): Command<Card> => ({
  send: (command) =>
    read(
      api.POST("/api/boards/{board}/cards/{card}/copy", {
        params: { path: { board, card }, header: as(command) },
        body: copy,
      }),
    ),
});

export const addItem = (board: string, card: string, title: string): Command => ({
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/cards/{card}/checklist", {
        params: { path: { board, card }, header: as(command) },
        body: { title },
      }),
    ),
});

export const editItem = (
  board: string,
  card: string,
  item: string,
  edit: SchemaEditChecklistItemRequest,
): Command => ({
  send: (command) =>
    done(
      api.PATCH("/api/boards/{board}/cards/{card}/checklist/{item}", {
        params: { path: { board, card, item }, header: as(command) },
        body: edit,
      }),
    ),
});

export const moveItem = (board: string, card: string, item: string, before: string | undefined): Command => ({
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/cards/{card}/checklist/{item}/move", {
        params: { path: { board, card, item }, header: as(command) },
        body: body(before),
      }),
    ).then(() => true),
});

export const removeItem = (board: string, card: string, item: string): Command => ({
  send: (command) =>
    done(
      api.DELETE("/api/boards/{board}/cards/{card}/checklist/{item}", {
        params: { path: { board, card, item }, header: as(command) },
      }),
    ),
});

export const undo = (board: string, command: string): Command => ({
  lasting: true,
  send: (id) =>
    done(
      api.POST("/api/boards/{board}/undo", {
        params: { path: { board }, header: as(id) },
        body: { command },
      }),
    ).then(() => true),
});

export const keepFilter = (board: string, name: string, query: string, shared: boolean): Command => ({
  lasting: true,
  send: (command) =>
    read(
      api.POST("/api/boards/{board}/filters", {
        params: { path: { board }, header: as(command) },
        body: { name, query, shared },
      }),
    ),
});

/** Another name, view or audience for an own filter. */
export const changeFilter = (
  board: string,
  filter: string,
  name: string,
  query: string,
  shared: boolean,
): Command => ({
  lasting: true,
  send: (command) =>
    read(
      api.PUT("/api/boards/{board}/filters/{filter}", {
        params: { path: { board, filter }, header: as(command) },
        body: { name, query, shared },
      }),
    ),
});

export const forgetFilter = (board: string, filter: string): Command => ({
  lasting: true,
  send: (command) =>
    done(
      api.DELETE("/api/boards/{board}/filters/{filter}", {
        params: { path: { board, filter }, header: as(command) },
      }),
    ),
});

export const putAwayBoard = (board: string): Command => ({
  lasting: true,
  send: (command) =>
    done(api.POST("/api/boards/{board}/archive", { params: { path: { board }, header: as(command) } })).then(
      () => true,
    ),
});

export const bringBackBoard = (board: string): Command => ({
  lasting: true,
  send: (command) =>
    done(api.POST("/api/boards/{board}/restore", { params: { path: { board }, header: as(command) } })).then(
      () => true,
    ),
});

export const addColumn = (board: string, name: string): Command => ({
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/columns", {
        params: { path: { board }, header: as(command) },
        body: { name },
      }),
    ),
});

export const editColumn = (board: string, column: string, edit: SchemaEditColumnRequest): Command => ({
  send: (command) =>
    done(
      api.PATCH("/api/boards/{board}/columns/{column}", {
        params: { path: { board, column }, header: as(command) },
        body: edit,
      }),
    ),
});

export const moveColumn = (board: string, column: string, before: string | undefined): Command => ({
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/columns/{column}/move", {
        params: { path: { board, column }, header: as(command) },
        body: body(before),
      }),
    ),
});

export const archiveColumn = (board: string, column: string): Command => ({
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/columns/{column}/archive", {
        params: { path: { board, column }, header: as(command) },
      }),
    ),
});

export const addLabel = (board: string, name: string, colour: string): Command => ({
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/labels", {
        params: { path: { board }, header: as(command) },
        body: { name, colour },
      }),
    ),
});

export const editLabel = (board: string, label: string, name: string, colour: string): Command => ({
  send: (command) =>
    done(
      api.PUT("/api/boards/{board}/labels/{label}", {
        params: { path: { board, label }, header: as(command) },
        body: { name, colour },
      }),
    ),
});

export const addField = (board: string, field: SchemaAddFieldRequest): Command => ({
  send: (command) =>
    read(
      api.POST("/api/boards/{board}/fields", {
        params: { path: { board }, header: as(command) },
        body: field,
      }),
    ),
});

export const editField = (board: string, field: string, edit: SchemaEditFieldRequest): Command => ({
  send: (command) =>
    read(
      api.PUT("/api/boards/{board}/fields/{field}", {
        params: { path: { board, field }, header: as(command) },
        body: edit,
      }),
    ),
});

export const moveField = (board: string, field: string, before: string | undefined): Command => ({
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/fields/{field}/move", {
        params: { path: { board, field }, header: as(command) },
        body: body(before),
      }),
    ).then(() => true),
});

export const archiveField = (board: string, field: string): Command => ({
  send: (command) =>
    done(
      api.POST("/api/boards/{board}/fields/{field}/archive", {
        params: { path: { board, field }, header: as(command) },
      }),
    ).then(() => true),
});

export const editBoard = (board: string, edit: SchemaEditBoardRequest): Command => ({
  send: (command) =>
    done(
      api.PATCH("/api/boards/{board}", {
        params: { path: { board }, header: as(command) },
        body: edit,
      }),
    ),
});

export const setMember = (board: string, person: string, role: SchemaBoardRole): Command => ({
  send: (command) =>
    done(
      api.PUT("/api/boards/{board}/members/{person}", {
        params: { path: { board, person }, header: as(command) },
        body: { role },
      }),
    ),
});

export const removeMember = (board: string, person: string): Command => ({
  send: (command) =>
    done(
      api.DELETE("/api/boards/{board}/members/{person}", {
        params: { path: { board, person }, header: as(command) },
      }),
    ),
});

export const saveRule = (board: string, rule: string | undefined, body: SchemaRuleRequest): Command => ({
  send: (command) =>
    rule === undefined
      ? read(
          api.POST("/api/boards/{board}/rules", {
            params: { path: { board }, header: as(command) },
            body,
          }),
        )
      : read(
          api.PUT("/api/boards/{board}/rules/{rule}", {
            params: { path: { board, rule }, header: as(command) },
            body,
          }),
        ),
});

export const removeRule = (board: string, rule: string): Command => ({
  send: (command) =>
    done(
      api.DELETE("/api/boards/{board}/rules/{rule}", {
        params: { path: { board, rule }, header: as(command) },
      }),
    ),
});

export const setReminder = (board: string, card: string, days: number): Command => ({
  lasting: true,
  send: (command) =>
    read(
      api.PUT("/api/boards/{board}/cards/{card}/reminder", {
        params: { path: { board, card }, header: as(command) },
        body: { days },
      }),
    ),
});

export const endReminder = (board: string, card: string): Command => ({
  lasting: true,
  send: (command) =>
    done(
      api.DELETE("/api/boards/{board}/cards/{card}/reminder", {
        params: { path: { board, card }, header: as(command) },
      }),
    ),
});

export const setUnit = (
  board: string,
  kind: SchemaUnitKind,
  key: string,
  role: SchemaBoardRole,
): Command => ({
  send: (command) =>
    read(
      api.PUT("/api/boards/{board}/units", {
        params: { path: { board }, header: as(command) },
        body: { kind, key, role },
      }),
    ),
});

export const removeUnit = (board: string, kind: SchemaUnitKind, key: string): Command => ({
  send: (command) =>
    done(
      api.DELETE("/api/boards/{board}/units", {
        params: { path: { board }, query: { kind, key }, header: as(command) },
      }),
    ),
});
