-- What was counted is forgotten within minutes anyway.
DROP TABLE login_failures;

-- Failed and successful logins by account and place.
CREATE TABLE login_places (
    -- As it was tried, whether there is such an account or not, so that a refusal tells nothing about that.
    username      text        NOT NULL,
    -- A keyed hash of the client's address: it is known again, and says nothing to who reads it here.
    place         text        NOT NULL,
    failures      int         NOT NULL DEFAULT 0,
    -- Of the first failure that counts.
    since         timestamptz,
    locked_until  timestamptz,
    last_login_at timestamptz,
    PRIMARY KEY (username, place)
);

CREATE INDEX login_places_by_place ON login_places (place);
