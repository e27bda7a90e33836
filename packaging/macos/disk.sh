#!/bin/sh
# Packs Foramen.app into a .dmg; with IDENTITY signs it for the hardened runtime first, and with
# NOTARY_PROFILE (made once by `xcrun notarytool store-credentials`) lets Apple look at it.
set -eu
cd "$(dirname "$0")/../.."
app=build/bundle/dist/Foramen.app
version=$(cut -d ' ' -f 1 build/bundle/dist/foramen/commit.txt)
image="build/bundle/out/foramen-$version-$(uname -m).dmg"
if [ -n "${IDENTITY:-}" ]; then
  codesign --force --deep --options runtime --timestamp \
    --entitlements packaging/macos/entitlements.plist --sign "$IDENTITY" "$app"
fi
staged=$(mktemp -d)
cp -R "$app" "$staged/"
ln -s /Applications "$staged/Applications"
hdiutil create -volname Foramen -srcfolder "$staged" -ov -format UDZO "$image"
rm -r "$staged"
if [ -n "${NOTARY_PROFILE:-}" ]; then
  xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
fi
